package dev.requeststate.folio.page;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lengths of time, in words.
 */
class TimeTextTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 ms, 0 ms", "40000, 0.04 ms, '0,04 ms'", "1500000, 1.5 ms, '1,5 ms'", "123456789, 123 ms, 123 ms",
			"2340000000, 2.3 s, '2,3 s'", "600000000000, 10 min, 10 min" })
	void isWrittenInTheLanguageOfTheReader(long nanos, String english, String german) {
		assertThat(new TimeText(Locale.ENGLISH).of(nanos)).isEqualTo(english);
		assertThat(new TimeText(Locale.GERMAN).of(nanos)).isEqualTo(german);
	}

}
