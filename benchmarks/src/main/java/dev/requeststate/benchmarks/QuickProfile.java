package dev.requeststate.benchmarks;

import java.time.Duration;
import java.util.Locale;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * As much measuring as there is time for in ten minutes: one fork of each row, of five
 * iterations to warm up and five that count, as long as the number of rows allows. Longer
 * iterations are of more use than more forks: what is not compiled says nothing.
 *
 * @param rows how many rows are measured
 */
record QuickProfile(int rows) {

	private static final Duration ALL = Duration.ofMinutes(10);

	private static final int FORKS = 1;

	private static final int ITERATIONS = 5;

	// To start a JVM with the benchmark, its application and its profiler, and to end it.
	private static final Duration FORK = Duration.ofMillis(1500);

	// Less is not compiled when it counts.
	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	/**
	 * How long an iteration takes.
	 */
	Duration iteration() {
		Duration left = ALL.dividedBy((long) Math.max(1, this.rows) * FORKS).minus(FORK).dividedBy(2 * ITERATIONS);
		if (left.compareTo(SHORTEST) < 0) {
			return SHORTEST;
		}
		return (left.compareTo(LONGEST) > 0) ? LONGEST : left;
	}

	/**
	 * How long all of them take, about.
	 */
	Duration total() {
		return iteration().multipliedBy(2 * ITERATIONS).plus(FORK).multipliedBy((long) this.rows * FORKS);
	}

	void applyTo(ChainedOptionsBuilder options) {
		TimeValue time = TimeValue.milliseconds(iteration().toMillis());
		options.forks(FORKS)
			.warmupIterations(ITERATIONS)
			.warmupTime(time)
			.measurementIterations(ITERATIONS)
			.measurementTime(time);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT,
				"Quick run: %d rows, a fork of 2 x %d iterations of %d ms each, about %.0f minutes in all", this.rows,
				ITERATIONS, iteration().toMillis(), total().toSeconds() / 60.0);
	}

}
