package dev.requeststate.folio.isolation.suite;

/**
 * What can be set from outside, with {@code -D}, on the command line of the build.
 */
final class SuiteSettings {

	/** How many requests a run sends; for a quick look, fewer than a full run has. */
	private static final String REQUESTS = "isolation.requests";

	/** The seed of the requests, to send the same ones again. */
	private static final String SEED = "isolation.seed";

	private SuiteSettings() {
	}

	static int requests() {
		return Integer.getInteger(REQUESTS, Summary.FULL_RUN);
	}

	static long seed() {
		return Long.getLong(SEED, System.nanoTime());
	}

}
