package dev.requeststate.mutation;

import java.util.Optional;

/**
 * What became of a mutant.
 */
enum Fate {

	/**
	 * A test failed.
	 */
	KILLED,

	/**
	 * No test failed, but none came to an end: the mutant ran into the limit of time, out
	 * of memory, or ended the JVM. On a busy machine the limit of time is reached for
	 * other reasons too, so these are counted apart.
	 */
	STOPPED,

	/**
	 * Every test passed, or there was none.
	 */
	SURVIVED;

	/**
	 * Return what PIT means by a status.
	 * @param status as in PIT's report
	 * @return nothing for code that the JVM refused to load, which is no mutant
	 */
	static Optional<Fate> of(String status) {
		return switch (status) {
			case "KILLED" -> Optional.of(KILLED);
			case "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR" -> Optional.of(STOPPED);
			case "SURVIVED", "NO_COVERAGE" -> Optional.of(SURVIVED);
			case "NON_VIABLE" -> Optional.empty();
			default -> throw new IllegalArgumentException("PIT did not finish: a mutant is " + status);
		};
	}

}
