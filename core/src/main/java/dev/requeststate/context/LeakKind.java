package dev.requeststate.context;

/**
 * What was not ended, or not as it should have been.
 */
public enum LeakKind {

	/**
	 * A context that was never closed and is out of everybody's reach: who opened it has
	 * lost it.
	 */
	CONTEXT_NOT_CLOSED,

	/**
	 * A lease that was never closed, and kept a context open that is out of everybody's
	 * reach.
	 */
	LEASE_NOT_CLOSED,

	/**
	 * A binding that was still open when the block of work, or the thread, that it was
	 * opened in had ended.
	 */
	BINDING_NOT_CLOSED,

	/**
	 * A binding that another thread than its own tried to close.
	 */
	BINDING_CLOSED_ELSEWHERE,

	/**
	 * A binding that was ended by one around it, which was closed first.
	 */
	BINDING_CLOSED_OUT_OF_ORDER,

	/**
	 * A thread that has a context current which is closed: it went back to its pool with
	 * it.
	 */
	THREAD_STILL_BOUND

}
