package dev.requeststate.folio.isolation.suite;

import dev.requeststate.folio.process.ThreadKind;

/**
 * What can be set from outside, with {@code -D}, on the command line of the build.
 */
final class SuiteSettings {

	/**
	 * How many requests are sent to a form of Folio on a container; for a quick look,
	 * fewer than it has to get.
	 */
	private static final String REQUESTS = "isolation.requests";

	/** The seed of the requests, to send the same ones again. */
	private static final String SEED = "isolation.seed";

	/**
	 * An argument of Folio: every context is followed, so that one that is left bound, or
	 * open, is found and counted.
	 */
	static final String STRICT_LEAK_DETECTION = "--request-state.leak-detection=strict";

	private SuiteSettings() {
	}

	/**
	 * How many requests one run sends: the runs on both kinds of threads share them.
	 */
	static int requests() {
		return Integer.getInteger(REQUESTS, Summary.FULL) / ThreadKind.available();
	}

	/**
	 * How many requests the run from the prepared jar sends.
	 */
	static int requestsAheadOfTime() {
		return Math.min(Integer.getInteger(REQUESTS, Summary.FULL_AHEAD_OF_TIME), Summary.FULL_AHEAD_OF_TIME);
	}

	/**
	 * How many requests the run in a container sends.
	 */
	static int requestsInDocker() {
		return Math.min(Integer.getInteger(REQUESTS, Summary.FULL_IN_DOCKER), Summary.FULL_IN_DOCKER);
	}

	static long seed() {
		return Long.getLong(SEED, System.nanoTime());
	}

}
