package dev.requeststate.benchmarks.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Ratios and verdicts.
 */
class IntervalTests {

	@Test
	void theRelativeErrorsOfARatioAddUpInQuadrature() {
		Interval ratio = Interval.of(30, 3 * 0.3).over(Interval.of(10, 0.4));
		assertThat(ratio.value()).isEqualTo(3);
		assertThat(ratio.error()).isCloseTo(3 * 0.05, within(1e-9));
	}

	@Test
	void aRatioOfWhatWasMeasuredOnceIsNotKnown() {
		assertThat(Interval.of(30, Double.NaN).over(Interval.of(10, 1)).known()).isFalse();
		assertThat(Interval.of(30, 1).over(Interval.of(10, Double.NaN)).known()).isFalse();
		assertThat(Interval.of(30, 1).over(Interval.of(10, 1)).known()).isTrue();
	}

	@Test
	void aRatioOfWhatMayBeZeroIsNotKnown() {
		assertThat(Interval.of(30, 1).over(Interval.of(10, 11)).known()).isFalse();
		assertThat(Interval.of(30, 31).over(Interval.of(10, 1)).known()).isFalse();
		assertThat(Interval.of(1, 1).over(Interval.of(1000, 1001)).below(1)).isEqualTo(Verdict.INCONCLUSIVE);
	}

	@Test
	void theWholeIntervalHasToBeOnOneSide() {
		Interval value = new Interval(2, 1.5, 2.5);
		assertThat(value.atMost(2.5)).isEqualTo(Verdict.MET);
		assertThat(value.atMost(2)).isEqualTo(Verdict.INCONCLUSIVE);
		assertThat(value.atMost(1.4)).isEqualTo(Verdict.MISSED);
		assertThat(value.atLeast(1.5)).isEqualTo(Verdict.MET);
		assertThat(value.atLeast(2)).isEqualTo(Verdict.INCONCLUSIVE);
		assertThat(value.atLeast(2.6)).isEqualTo(Verdict.MISSED);
		assertThat(value.below(2.5)).isEqualTo(Verdict.INCONCLUSIVE);
		assertThat(value.below(2.6)).isEqualTo(Verdict.MET);
		assertThat(value.below(1.5)).isEqualTo(Verdict.MISSED);
	}

	@Test
	void whatWasMeasuredOnceDecidesNothing() {
		assertThat(Interval.of(2, Double.NaN).atMost(100)).isEqualTo(Verdict.INCONCLUSIVE);
		assertThat(Interval.of(2, Double.NaN).atLeast(1)).isEqualTo(Verdict.INCONCLUSIVE);
	}

}
