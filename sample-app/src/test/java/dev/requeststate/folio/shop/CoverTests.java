package dev.requeststate.folio.shop;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cover}.
 */
class CoverTests {

	@Test
	void bookAlwaysHasTheSameCover() {
		assertThat(Cover.of("momo")).isEqualTo(Cover.of("momo"));
	}

	@Test
	void coversDifferFromBookToBook() {
		Set<Cover> covers = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			covers.add(Cover.of("book-" + i));
		}
		assertThat(covers).hasSizeGreaterThan(20);
	}

}
