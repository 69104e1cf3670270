package dev.requeststate.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Makes a run that would measure something else than it says fail.
 */
final class Checks {

	private Checks() {
	}

	static void isTrue(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(otherwise);
		}
	}

	static <T> T present(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("There is nothing");
		}
		return value;
	}

}
