package dev.requeststate.benchmarks;

/**
 * The interface of a {@link Counter}.
 */
public interface Count {

	/**
	 * Count one.
	 * @return the new count
	 */
	int increment();

}
