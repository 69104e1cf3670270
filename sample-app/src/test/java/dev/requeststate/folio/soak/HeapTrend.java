package dev.requeststate.folio.soak;

import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * By how much the heap of an instance grows with each request: the slope of a straight
 * line through its samples, and how far from it the true one may be with a confidence of
 * 95 %. A step, as when more threads are needed than ever before, gives a slope as well;
 * so the line is put through each half of the samples, too, and what leaks grows in both.
 *
 * @param samples how many samples it is from
 * @param slope bytes for each request
 * @param error half of the confidence interval, in bytes for each request
 * @param steady whether each half of the samples certainly grows
 */
record HeapTrend(int samples, double slope, double error, boolean steady) {

	/**
	 * Less than this, in bytes for each request, is no growth: an empty context alone has
	 * four times as much.
	 */
	static final double NOTHING = 64;

	/**
	 * Before it has had so many requests, an instance compiles, makes threads and fills
	 * caches that have bounds.
	 */
	static final int WARM_UP = 2000;

	private static final int FEWEST = 16;

	/**
	 * Finds the trend; none in too few samples of a warm instance.
	 * @param samples all samples of one instance since its start, in their order
	 */
	static Optional<HeapTrend> of(List<HeapSample> samples) {
		List<HeapSample> warm = samples.stream().filter((sample) -> sample.requests() >= WARM_UP).toList();
		if (warm.size() < FEWEST) {
			return Optional.empty();
		}
		int middle = warm.size() / 2;
		SimpleRegression line = line(warm);
		return Optional.of(new HeapTrend(warm.size(), line.getSlope(), line.getSlopeConfidenceInterval(),
				grows(line(warm.subList(0, middle))) && grows(line(warm.subList(middle, warm.size())))));
	}

	private static SimpleRegression line(List<HeapSample> samples) {
		SimpleRegression line = new SimpleRegression();
		samples.forEach((sample) -> line.addData(sample.requests(), sample.bytes()));
		return line;
	}

	private static boolean grows(SimpleRegression line) {
		return line.getSlope() - line.getSlopeConfidenceInterval() > NOTHING;
	}

	/**
	 * Whether the heap certainly grows, and goes on growing.
	 */
	boolean isGrowth() {
		return this.steady && this.slope - this.error > NOTHING;
	}

	/**
	 * Whether the heap certainly does not grow. Neither is certain in a run that was too
	 * short.
	 */
	boolean isFlat() {
		return this.slope + this.error <= NOTHING;
	}

	@Override
	public String toString() {
		return "%+.0f ± %.0f bytes for each request (%d samples): %s".formatted(this.slope, this.error, this.samples,
				isGrowth() ? "it grows" : isFlat() ? "flat" : "within noise");
	}

}
