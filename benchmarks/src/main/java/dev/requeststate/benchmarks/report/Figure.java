package dev.requeststate.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure of a program that is no JMH benchmark: a ratio of two systems, or a
 * value by itself.
 *
 * @param group the table that it stands in, as in {@code end-to-end}
 * @param row what was measured, as in {@code processor time per request, /books}
 * @param unit its unit; {@code ratio} for ours divided by the other
 * @param value the figure, the mean where there were several runs
 * @param low the lower bound of its 95 % interval, or null where it was measured once
 * @param high the upper bound, or null
 * @param runs how many runs, or pairs of runs, it is the mean of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(String group, String row, String unit, double value, @Nullable Double low, @Nullable Double high,
		int runs) {

	/**
	 * The unit of a figure of ours divided by that of another.
	 */
	static final String RATIO = "ratio";

	/**
	 * The value with its interval. Of a ratio without one nothing is known; what is not a
	 * ratio has been counted.
	 */
	Interval interval() {
		if (this.low != null && this.high != null) {
			return new Interval(this.value, this.low, this.high);
		}
		return this.unit.equals(RATIO) ? Interval.of(this.value, Double.NaN) : Interval.exactly(this.value);
	}

}
