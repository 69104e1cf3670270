package dev.requeststate.context;

import java.time.Duration;

/**
 * Is told what happens to request contexts: for meters, for logs, and for what must end
 * before the context does.
 * <p>
 * Called on the thread where it happens; has to be quick and safe for use by many
 * threads. An observer that throws is counted and logged once; it stops nothing, and what
 * it leaves bound is unbound.
 */
public interface RequestContextObserver {

	/**
	 * A context was opened. It is not current yet.
	 * @param context the context
	 */
	default void onOpened(RequestContext context) {
	}

	/**
	 * A value was made in a context, because somebody has asked for it. Values that are
	 * set are not told of.
	 * @param context the context
	 * @param local what it is the value of
	 */
	default void onValueCreated(RequestContext context, RequestLocal<?> local) {
	}

	/**
	 * The request is about to give up its own reference: its last dispatch is over, or
	 * the job's block. The context is open and current; leases may keep it open long
	 * after this.
	 * @param context the context
	 */
	default void onRequestEnded(RequestContext context) {
	}

	/**
	 * A context was closed and all of its values are destroyed.
	 * @param context the context
	 * @param lifetime how long it was open
	 */
	default void onClosed(RequestContext context, Duration lifetime) {
	}

	/**
	 * A leak was found, the first of its kind at its place. It was logged already.
	 * @param leak the leak
	 */
	default void onLeak(Leak leak) {
	}

	/**
	 * A destroyer or a destruction callback threw. It was logged already.
	 * @param context the context
	 * @param name the name of the local
	 * @param failure what was thrown
	 */
	default void onDestroyFailed(RequestContext context, String name, Throwable failure) {
	}

	/**
	 * A task that ran after the response threw. It was logged already.
	 * @param context the context
	 * @param failure what was thrown
	 */
	default void onAfterResponseFailed(RequestContext context, Throwable failure) {
	}

}
