package dev.requeststate.spring.web;

/**
 * What can be wrong with a request's context.
 */
enum Fault {

	/**
	 * None, or more than one.
	 */
	WRONG_NUMBER("wrong number of contexts"),

	/**
	 * Closed, or a value destroyed, before the request's last dispatch was over.
	 */
	EARLY_CLOSE("early close"),

	/**
	 * A value or a bean destroyed more than once, or the context closed more than once.
	 */
	DOUBLE_DESTROY("double destroy"),

	/**
	 * Not closed, or a value or a bean not destroyed.
	 */
	LEAK("leak"),

	/**
	 * Not current in the dispatches that were to be.
	 */
	WRONG_DISPATCHES("wrong dispatches");

	private final String text;

	Fault(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
