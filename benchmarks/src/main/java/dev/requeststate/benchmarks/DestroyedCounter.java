package dev.requeststate.benchmarks;

import jakarta.annotation.PreDestroy;

/**
 * A counter that wants to know of the end of its request.
 */
public class DestroyedCounter extends Counter {

	// For one thread: that of the benchmark.
	private static int destroyed;

	/**
	 * End this one.
	 */
	@PreDestroy
	public void destroy() {
		destroyed++;
	}

	/**
	 * How many have been ended.
	 */
	static int destroyed() {
		return destroyed;
	}

}
