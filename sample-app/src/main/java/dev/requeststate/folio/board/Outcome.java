package dev.requeststate.folio.board;

/**
 * What became of a request.
 *
 * @param request the request
 * @param result what came of it
 * @param at when that was known, in nanoseconds since its run began
 * @param took how long the answer took, in nanoseconds
 */
record Outcome(RunRequest request, Result result, long at, long took) {

	/**
	 * What can come of a request.
	 */
	enum Result {

		/** The answer is the request's own. */
		OWN,

		/** The answer shows what is another's. */
		LEAK,

		/** The answer is not as it has to be. */
		FAULT,

		/** No answer was waited for. */
		GIVEN_UP

	}

}
