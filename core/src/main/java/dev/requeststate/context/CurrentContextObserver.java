package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * Is told which request context is current on a thread: for what else is kept for each
 * thread and has to follow it, such as the diagnostic context of a logging library.
 * <p>
 * Called on that thread, each time that changes: for a dispatch of a request, a binding,
 * a task that has the context, the destruction of values after the request. What is
 * opened for a request inside of the same one changes nothing. It has to be quick, and
 * safe for use by many threads. One that throws is counted and logged once; it stops
 * nothing.
 * <p>
 * Forks of a {@code StructuredTaskScope} inherit what is current without running any code
 * of ours, so nobody is told of them: give such a fork its task with
 * {@code Propagating.callable}.
 */
@FunctionalInterface
public interface CurrentContextObserver {

	/**
	 * A context is current on this thread from now on.
	 * @param context the context; null where it was hidden on purpose, so that none is
	 * @return what to run on this thread when that has ended, whatever code in between
	 * has left behind, the inner before the outer; what was current before is current
	 * again then; null for nothing
	 */
	@Nullable Runnable onCurrent(@Nullable RequestContext context);

}
