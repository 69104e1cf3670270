package dev.requeststate.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;

import dev.requeststate.benchmarks.report.Figure;

/**
 * The ratios of two measurements that are made in turns, in pairs whose order alternates,
 * so that what else the machine does meets both alike.
 */
final class PairedRatios {

	// Student's, for two pairs and more; one less degree of freedom than pairs.
	private static final double[] QUANTILES = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
			2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060,
			2.056, 2.052, 2.048, 2.045, 2.042 };

	private static final double NORMAL_QUANTILE = 1.96;

	private final double[] ratios;

	private PairedRatios(double[] ratios) {
		this.ratios = ratios;
	}

	static PairedRatios none() {
		return new PairedRatios(new double[0]);
	}

	static PairedRatios of(List<Double> ratios) {
		return new PairedRatios(ratios.stream().mapToDouble(Double::doubleValue).toArray());
	}

	/**
	 * Measure, and print each ratio.
	 * @param pairs how many pairs
	 * @param measured what is divided
	 * @param base what it is divided by
	 * @throws Exception what one of the two threw
	 */
	static PairedRatios measure(int pairs, Callable<Long> measured, Callable<Long> base) throws Exception {
		double[] ratios = new double[pairs];
		for (int i = 0; i < pairs; i++) {
			Pair<Long> pair = Pair.inTurns(i, measured, base);
			ratios[i] = (double) pair.measured() / pair.base();
			System.out.printf(Locale.ROOT, "pair %d of %d: %.4f%n", i + 1, pairs, ratios[i]);
		}
		return new PairedRatios(ratios);
	}

	/**
	 * These and others, as if they were of one measurement.
	 */
	PairedRatios and(PairedRatios others) {
		return new PairedRatios(
				DoubleStream.concat(Arrays.stream(this.ratios), Arrays.stream(others.ratios)).toArray());
	}

	/**
	 * The geometric mean, which is as far from one whichever of the two is divided by the
	 * other.
	 */
	double mean() {
		return Math.exp(meanLogarithm());
	}

	/**
	 * The lower bound of the 95 % interval; not a number for one pair.
	 */
	double low() {
		return Math.exp(meanLogarithm() - halfInterval());
	}

	/**
	 * The upper bound of the 95 % interval; not a number for one pair.
	 */
	double high() {
		return Math.exp(meanLogarithm() + halfInterval());
	}

	private double meanLogarithm() {
		return Arrays.stream(this.ratios).map(Math::log).average().orElseThrow();
	}

	private double halfInterval() {
		double mean = meanLogarithm();
		int freedom = this.ratios.length - 1;
		double variance = Arrays.stream(this.ratios)
			.map(Math::log)
			.map((logarithm) -> (logarithm - mean) * (logarithm - mean))
			.sum() / freedom;
		return quantile(freedom) * Math.sqrt(variance / this.ratios.length);
	}

	private static double quantile(int freedom) {
		if (freedom < 1) {
			return Double.NaN;
		}
		return (freedom <= QUANTILES.length) ? QUANTILES[freedom - 1]
				// The first term of its series, which is all that can be seen by then.
				: NORMAL_QUANTILE + (Math.pow(NORMAL_QUANTILE, 3) + NORMAL_QUANTILE) / (4 * freedom);
	}

	/**
	 * Whether the interval says which of the two is the lower; not where it contains one.
	 */
	boolean isConclusive() {
		return low() > 1 || high() < 1;
	}

	/**
	 * These as a figure of the report.
	 * @param group its table
	 * @param row what was measured
	 */
	Figure figure(String group, String row) {
		int pairs = this.ratios.length;
		return (pairs > 1) ? new Figure(group, row, "ratio", mean(), low(), high(), pairs)
				: new Figure(group, row, "ratio", mean(), null, null, pairs);
	}

	@Override
	public String toString() {
		if (this.ratios.length == 1) {
			return String.format(Locale.ROOT, "%.4f, one pair", mean());
		}
		double[] sorted = this.ratios.clone();
		Arrays.sort(sorted);
		return String.format(Locale.ROOT, "median %.4f, mean %.4f, 95 %% interval %.4f to %.4f, %d pairs%s",
				(sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2, mean(), low(), high(), sorted.length,
				isConclusive() ? "" : ", inconclusive");
	}

	/**
	 * What was measured of the two at the same time.
	 *
	 * @param measured what is divided
	 * @param base what it is divided by
	 */
	record Pair<T>(T measured, T base) {

		/**
		 * Measure both, in the order that the number of the pair says.
		 * @throws Exception what one of the two threw
		 */
		static <T> Pair<T> inTurns(int number, Callable<? extends T> measured, Callable<? extends T> base)
				throws Exception {
			if (number % 2 == 0) {
				T first = measured.call();
				return new Pair<>(first, base.call());
			}
			T first = base.call();
			return new Pair<>(measured.call(), first);
		}

	}

}
