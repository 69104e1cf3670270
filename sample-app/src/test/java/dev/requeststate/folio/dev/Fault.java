package dev.requeststate.folio.dev;

/**
 * One thing that is wrong with one answer.
 *
 * @param kind what sort of thing
 * @param what what was found
 */
record Fault(Kind kind, String what) {

	/**
	 * What can be wrong.
	 */
	enum Kind {

		/** Something of a discarded application. */
		STALE,

		/** What should have been retained is not there. */
		LOST,

		/** Something of another request. */
		FOREIGN,

		/** No whole page with all that belongs on it. */
		BROKEN

	}

	@Override
	public String toString() {
		return this.kind + ": " + this.what;
	}

}
