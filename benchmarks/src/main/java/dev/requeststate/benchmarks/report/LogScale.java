package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand on an axis on which every factor has the same length.
 *
 * @param low the value at the start, above zero
 * @param high the value at the end
 * @param start the place of the lowest
 * @param end the place of the highest
 */
record LogScale(double low, double high, double start, double end) {

	private static final int FEW = 3;

	/**
	 * The place of a value; one that is not on the axis, as zero is not, stands at its
	 * end.
	 */
	double place(double value) {
		double within = Math.min(Math.max(value, this.low), this.high);
		return this.start + (this.end - this.start) * Math.log(within / this.low) / Math.log(this.high / this.low);
	}

	/**
	 * Powers of ten, with 2 and 5 between them where there are few.
	 */
	List<Double> marks() {
		List<Double> powers = marks(List.of(1.0));
		return (powers.size() < FEW) ? marks(List.of(1.0, 2.0, 5.0)) : powers;
	}

	private List<Double> marks(List<Double> steps) {
		List<Double> marks = new ArrayList<>();
		for (int power = (int) Math.floor(Math.log10(this.low)); Math.pow(10, power) <= this.high; power++) {
			for (double step : steps) {
				double mark = step * Math.pow(10, power);
				if (mark >= this.low && mark <= this.high) {
					marks.add(mark);
				}
			}
		}
		return marks;
	}

}
