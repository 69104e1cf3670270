package dev.requeststate.benchmarks.report;

/**
 * A measured value, and the interval that it may lie in.
 *
 * @param value the value
 * @param low the lower bound
 * @param high the upper bound, infinite where nothing is known
 */
record Interval(double value, double low, double high) {

	/**
	 * A value with its error.
	 * @param error half of the interval; not a number where it was measured once, and
	 * nothing is known
	 */
	static Interval of(double value, double error) {
		return Double.isNaN(error) ? new Interval(value, 0, Double.POSITIVE_INFINITY)
				: new Interval(value, value - error, value + error);
	}

	/**
	 * A value that is counted, not measured.
	 */
	static Interval exactly(double value) {
		return new Interval(value, value, value);
	}

	/**
	 * This divided by another, with both errors as if they were independent: the relative
	 * error of the ratio is the root of the sum of their squares. Where one of them may
	 * be zero, nothing is known of the ratio.
	 */
	Interval over(Interval base) {
		double ratio = this.value / base.value;
		boolean known = known() && base.known() && this.low > 0 && base.low > 0;
		return of(ratio, known ? ratio * Math.hypot(relativeError(), base.relativeError()) : Double.NaN);
	}

	Interval dividedBy(double number) {
		return new Interval(this.value / number, this.low / number, this.high / number);
	}

	private double relativeError() {
		return error() / this.value;
	}

	/**
	 * Half of the interval, infinite where nothing is known.
	 */
	double error() {
		return (this.high - this.low) / 2;
	}

	boolean known() {
		return Double.isFinite(this.high);
	}

	Verdict atMost(double limit) {
		if (this.high <= limit) {
			return Verdict.MET;
		}
		return (this.low > limit) ? Verdict.MISSED : Verdict.INCONCLUSIVE;
	}

	Verdict atLeast(double limit) {
		if (this.low >= limit) {
			return Verdict.MET;
		}
		return (this.high < limit) ? Verdict.MISSED : Verdict.INCONCLUSIVE;
	}

	Verdict below(double limit) {
		if (this.high < limit) {
			return Verdict.MET;
		}
		return (this.low >= limit) ? Verdict.MISSED : Verdict.INCONCLUSIVE;
	}

}
