package dev.requeststate.folio;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * Folio, a small server-rendered bookshop whose every page is made of request state.
 */
@SpringBootApplication
@EnableCaching
public class FolioApplication {

	public static void main(String[] args) {
		SpringApplication.run(FolioApplication.class, args);
	}

}
