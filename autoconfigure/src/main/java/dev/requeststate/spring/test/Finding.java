package dev.requeststate.spring.test;

import org.jspecify.annotations.Nullable;

/**
 * Something that an isolation check has found to be wrong.
 *
 * @param kind in which way
 * @param who the number of the context or request it was found in
 * @param text what to say of it, without a line break
 * @param failure what the code under test has thrown, or null
 */
record Finding(Kind kind, int who, String text, @Nullable Throwable failure) {

	private static final int LONGEST = 120;

	static String quote(String text) {
		String line = text.replaceAll("\\s+", " ");
		return "'" + ((line.length() <= LONGEST) ? line : line.substring(0, LONGEST) + "...") + "'";
	}

	enum Kind {

		/**
		 * Another's token was seen where one's own had been written.
		 */
		OTHER,

		/**
		 * A token was seen where nothing had been written yet.
		 */
		FRESH,

		/**
		 * The context's own token was not seen, or another's was, on another thread than
		 * the one that had written it; or that of another context of the same thread.
		 */
		ELSEWHERE,

		/**
		 * What had been written was not there.
		 */
		LOST,

		/**
		 * The code under test threw.
		 */
		THROWN

	}

}
