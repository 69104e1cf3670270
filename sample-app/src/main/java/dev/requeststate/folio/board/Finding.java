package dev.requeststate.folio.board;

import java.util.Locale;

/**
 * What is wrong with an answer.
 *
 * @param request the request that got it
 * @param kind what is wrong
 * @param found what was found, a token or a status or a failure
 * @param where the header that it was found in; empty for all other places
 * @param excerpt what stands around it; empty where nothing does
 */
record Finding(RunRequest request, Kind kind, String found, String where, String excerpt) {

	/**
	 * What can be wrong.
	 */
	enum Kind {

		/** A token of another request is in the answer. */
		FOREIGN_TOKEN,

		/** The answer does not bear the request's own token, or bears it twice. */
		NO_TOKEN,

		/** The status is not that of the mode. */
		WRONG_STATUS,

		/** The task after the response has not run. */
		NO_NOTE,

		/** No answer has come. */
		NO_ANSWER;

		/**
		 * Whether a request was shown what is another's. All else is a fault, which says
		 * nothing about isolation.
		 */
		boolean isLeak() {
			return this == FOREIGN_TOKEN;
		}

		String key() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
