package dev.requeststate.benchmarks;

/**
 * A system that keeps objects for a request, started with the beans of {@link Counters}
 * and {@link DestroyedCounters}.
 * <p>
 * {@link #open} and {@link #close} belong on one thread; there is at most one request at
 * a time.
 */
interface RequestScopePeer {

	/**
	 * Begin a request on this thread.
	 */
	void open();

	/**
	 * End it, and destroy what belongs to it.
	 */
	void close();

	/**
	 * End the application.
	 */
	void stop();

	/**
	 * The stand-in for the first of {@link Counters}. Where the system makes none, the
	 * object of the open request.
	 */
	Counter standIn();

	/**
	 * One call on a bean of the request.
	 * @param index which one of {@link Counters}
	 * @return the new count
	 */
	int count(int index);

	/**
	 * One call on a bean of the request that is destroyed with it.
	 * @param index which one of {@link DestroyedCounters}
	 * @return the new count
	 */
	int countDestroyed(int index);

	/**
	 * Let two requests use the same bean: each is to get an object of its own, and the
	 * same one throughout.
	 */
	default void requireIsolation() {
		open();
		int first = count(0);
		int second = count(0);
		close();
		open();
		int other = count(0);
		close();
		if (first != 1 || second != 2 || other != 1) {
			throw new IllegalStateException(this + " does not isolate requests: it counted " + first + ", " + second
					+ " in one and " + other + " in the next");
		}
	}

}
