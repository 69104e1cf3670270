package dev.requeststate.folio.isolation.suite;

/**
 * What can be wrong with an answer. A leak is state that is not this request's own; the
 * rest are faults, which fail a run just as well but say nothing about isolation.
 */
enum ViolationKind {

	/** Another request's token stands somewhere in the response. */
	FOREIGN_TOKEN(true),

	/** A context id that another request has shown already. */
	SHARED_CONTEXT(true),

	/** A catalog session that another request has shown already. */
	SHARED_SESSION(true),

	/** One response shows two contexts or two sessions. */
	TORN_PAGE(true),

	/** The counter is not what this request's sections have added. */
	WRONG_COUNTER(true),

	/** A field shows something that is not this request's. */
	WRONG_FIELD(true),

	/** The task after the response has not run, or found another request's token. */
	NEVER_RAN(true),

	/** A section was not rendered where the mode says. */
	WRONG_PLACE(false),

	/** A field that the contract names is not there. */
	MISSING_FIELD(false),

	/** The status is not the one of the mode. */
	WRONG_STATUS(false),

	/** The JSON in the page cannot be read. */
	BROKEN_ISLAND(false),

	/** The document has no end. */
	CUT_SHORT(false),

	/** No response came. */
	NO_ANSWER(false);

	private final boolean leak;

	ViolationKind(boolean leak) {
		this.leak = leak;
	}

	boolean isLeak() {
		return this.leak;
	}

}
