package dev.requeststate.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;

/**
 * The ratios of two measurements that are made in turns, in pairs whose order alternates,
 * so that what else the machine does meets both alike.
 */
final class PairedRatios {

	// The normal quantile: with 20 pairs or more, a few per cent short of Student's.
	private static final double QUANTILE = 1.96;

	private final double[] ratios;

	private PairedRatios(double[] ratios) {
		this.ratios = ratios;
	}

	static PairedRatios none() {
		return new PairedRatios(new double[0]);
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
			boolean measuredFirst = i % 2 == 0;
			double first = (measuredFirst ? measured : base).call();
			double second = (measuredFirst ? base : measured).call();
			ratios[i] = measuredFirst ? first / second : second / first;
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

	@Override
	public String toString() {
		double[] sorted = this.ratios.clone();
		Arrays.sort(sorted);
		double mean = Arrays.stream(sorted).average().orElseThrow();
		double variance = Arrays.stream(sorted).map((ratio) -> (ratio - mean) * (ratio - mean)).sum()
				/ (sorted.length - 1);
		double half = QUANTILE * Math.sqrt(variance / sorted.length);
		return String.format(Locale.ROOT, "median %.4f, mean %.4f, 95 %% interval %.4f to %.4f, %d pairs",
				sorted[sorted.length / 2], mean, mean - half, mean + half, sorted.length);
	}

}
