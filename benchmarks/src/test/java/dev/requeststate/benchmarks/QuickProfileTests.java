package dev.requeststate.benchmarks;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a quick run takes.
 */
class QuickProfileTests {

	@ParameterizedTest
	@ValueSource(ints = { 40, 60, 80, 120 })
	void itIsDoneInTenMinutes(int rows) {
		assertThat(new QuickProfile(rows).total()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 10 })
	void ofFewRowsItTakesNoLongerThanItHasTo(int rows) {
		assertThat(new QuickProfile(rows).iteration()).isEqualTo(Duration.ofSeconds(2));
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 100_000 })
	void ofVeryManyRowsItMeasuresEachForATenthOfASecond(int rows) {
		assertThat(new QuickProfile(rows).iteration()).isEqualTo(Duration.ofMillis(100));
		assertThat(new QuickProfile(rows)).asString().contains(rows + " rows");
	}

}
