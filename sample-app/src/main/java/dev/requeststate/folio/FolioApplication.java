package dev.requeststate.folio;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Folio, a small server-rendered bookshop whose every page is made of request state.
 */
@SpringBootApplication
@EnableCaching
@EnableScheduling
public class FolioApplication {

	public static void main(String[] args) {
		CarrierThreads.provide();
		SpringApplication.run(FolioApplication.class, args);
	}

}
