package dev.requeststate.context;

/**
 * What a request context was opened from: an HTTP request, a job, a message.
 */
@FunctionalInterface
public interface ContextOrigin {

	/**
	 * What the context is called in logs and errors, such as {@code GET /cart}. Asked
	 * only when somebody wants to know, on any thread, also after the context is closed.
	 * Where this throws, logs and errors have the number of the context alone.
	 */
	String name();

	/**
	 * What the work that a context was opened for is doing, for people, such as
	 * {@code ASYNC dispatch on thread 'exec-3'}; empty where nothing is known of it.
	 * Asked on any thread, at any time.
	 */
	default String state() {
		return "";
	}

	/**
	 * Called on the thread that takes a lease, before it has one: the last moment to copy
	 * what will not be there any more when the lease is used.
	 */
	default void capture() {
	}

	/**
	 * A copy for a context that outlives this one, which holds on to nothing of it.
	 * Called on any thread.
	 */
	default ContextOrigin detached() {
		return this;
	}

}
