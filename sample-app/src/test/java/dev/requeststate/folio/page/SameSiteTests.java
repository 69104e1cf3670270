package dev.requeststate.folio.page;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SameSite}.
 */
class SameSiteTests {

	private static final String HOST = "folio.example:8080";

	@ParameterizedTest
	@CsvSource({ "same-origin, true", "none, true", "cross-site, false", "same-site, false", "'', false",
			"SAME-ORIGIN, false" })
	void theBrowsersWordDecides(String site, boolean same) {
		assertThat(SameSite.isSame(site, null, null, HOST)).isEqualTo(same);
		assertThat(SameSite.isSame(site, "http://elsewhere.example", "http://" + HOST + "/", HOST)).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource({ "http://folio.example:8080, true", "https://FOLIO.example:8080, true", "http://folio.example, false",
			"http://folio.example:8081, false", "http://elsewhere.example, false", "null, false", "'', false",
			"folio.example:8080, false", "http://folio.example:8080.elsewhere.example, false",
			"http://folio.example:8080@elsewhere.example, false", "http://[, false" })
	void withoutItTheOriginDoes(String origin, boolean same) {
		assertThat(SameSite.isSame(null, origin, null, HOST)).isEqualTo(same);
		assertThat(SameSite.isSame(null, origin, "http://" + HOST + "/cart", HOST)).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource({ "http://folio.example:8080/cart?a=b, true",
			"http://elsewhere.example/?http://folio.example:8080, false" })
	void andWithoutThatTheRefererDoes(String referer, boolean same) {
		assertThat(SameSite.isSame(null, null, referer, HOST)).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource(value = { "folio.example:8080, true", "NULL, true" }, nullValues = "NULL")
	void whatSaysNothingIsNoPage(@Nullable String host, boolean same) {
		assertThat(SameSite.isSame(null, null, null, host)).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource("http://folio.example:8080")
	void aPageOfWhoKnowsWhichHostIsAnother(String origin) {
		assertThat(SameSite.isSame(null, origin, null, null)).isFalse();
	}

}
