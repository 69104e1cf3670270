package dev.requeststate.benchmarks.folio;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The pages of Folio's shop. What the shop shows of the library itself, its playground,
 * is left out: it has no counterpart on Spring's request scope.
 */
@SpringBootApplication(scanBasePackages = { "dev.requeststate.folio.page", "dev.requeststate.folio.catalog",
		"dev.requeststate.folio.shop", "dev.requeststate.folio.cart", "dev.requeststate.folio.web",
		// The second is there without the library only.
		"dev.requeststate.benchmarks.folio", "dev.requeststate.benchmarks.springscope" })
@EnableCaching
public class FolioPages {

	/**
	 * Start it.
	 * @param arguments Spring Boot's own
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(FolioPages.class, arguments);
	}

}
