package dev.requeststate.spring.owned;

/**
 * What becomes of a call of one request's bean from another request, or from none.
 */
public enum CrossRequestGuardMode {

	/**
	 * Nothing is checked, and no class is generated.
	 */
	OFF,

	/**
	 * The call is made, and reported once for each bean and calling line.
	 */
	WARN,

	/**
	 * The call is not made: the caller gets a {@link CrossRequestException}.
	 */
	FAIL

}
