package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * A promise that keeps a request context open until it is closed, on whatever thread:
 *
 * <pre class="code">
 * Lease lease = RequestContext.current().lease();
 * executor.execute(() -&gt; {
 *     try (lease) {
 *         lease.run(() -&gt; ...); // the request is here
 *     }
 * });
 * </pre>
 *
 * Safe for use by several threads. Closing twice has no effect. Whoever gives the last
 * one back destroys the context's values, on that thread.
 */
public sealed interface Lease extends AutoCloseable permits HeldLease, RootContext {

	/**
	 * The context that this lease keeps open.
	 */
	RequestContext context();

	/**
	 * Make the context current on this thread until the binding is closed.
	 * @throws RequestContextClosedException if the context is closed
	 * @throws IllegalStateException if this lease is closed: what it promised is over.
	 * The opener's own can be bound for as long as others keep the context open
	 */
	Binding bind();

	/**
	 * Make the context current while work runs, on this thread and, from JDK 25 on, in
	 * the forks of a {@code StructuredTaskScope} opened in it. The lease stays open.
	 * @param work the work; what it throws comes out as it is
	 * @throws RequestContextClosedException as {@link #bind()}
	 * @throws IllegalStateException as {@link #bind()}
	 */
	void run(Runnable work);

	/**
	 * As {@link #run}, for work with a result.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param work the work
	 * @return what the work returned
	 * @throws X what the work threw
	 */
	<T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> work) throws X;

	/**
	 * Give the reference back. If it was the last one the context is closed here and now.
	 */
	@Override
	void close();

}
