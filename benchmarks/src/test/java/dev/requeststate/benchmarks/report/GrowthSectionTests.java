package dev.requeststate.benchmarks.report;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

import dev.requeststate.benchmarks.report.Growth.Point;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * How fast a cost grows.
 */
class GrowthSectionTests {

	@Test
	void theExponentIsThatOfThePower() {
		assertThat(exponent((x) -> 7)).isCloseTo(0, within(1e-9));
		assertThat(exponent((x) -> 7 * x)).isCloseTo(1, within(1e-9));
		assertThat(exponent((x) -> 7 * x * x)).isCloseTo(2, within(1e-9));
	}

	@Test
	void thereIsNoneOfOnePoint() {
		assertThat(GrowthSection.exponent(List.of(new Point(1, 1)))).isNaN();
		assertThat(GrowthSection.exponent(List.of(new Point(1, 1), new Point(10, 0)))).isNaN();
	}

	private static double exponent(DoubleUnaryOperator cost) {
		return GrowthSection
			.exponent(DoubleStream.of(1, 10, 100, 1000).mapToObj((x) -> new Point(x, cost.applyAsDouble(x))).toList());
	}

}
