package dev.requeststate.folio;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Folio, a small server-rendered bookshop whose every page is made of request state.
 */
@SpringBootApplication
public class FolioApplication {

	public static void main(String[] args) {
		SpringApplication.run(FolioApplication.class, args);
	}

}
