package dev.requeststate.folio;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Folio says how many carrier threads there are, unless somebody else has.
 */
class CarrierThreadsTests {

	private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

	private String before;

	@BeforeEach
	void remember() {
		this.before = System.clearProperty(PARALLELISM);
	}

	@AfterEach
	void restore() {
		if (this.before != null) {
			System.setProperty(PARALLELISM, this.before);
		}
		else {
			System.clearProperty(PARALLELISM);
		}
	}

	@Test
	void thereAreAsManyAsTheJdkLetsTheirPoolGrowTo() {
		CarrierThreads.provide();
		assertThat(Integer.getInteger(PARALLELISM)).isEqualTo(256);
	}

	@Test
	void thoseOfTheCommandLineAreKept() {
		System.setProperty(PARALLELISM, "3");
		CarrierThreads.provide();
		assertThat(Integer.getInteger(PARALLELISM)).isEqualTo(3);
	}

}
