package dev.requeststate.context;

/**
 * A promise that keeps a request context open until it is closed, on whatever thread:
 *
 * <pre class="code">
 * Lease lease = RequestContext.current().lease();
 * executor.execute(() -&gt; {
 *     try (lease; Binding binding = lease.bind()) {
 *         // the request is here
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
	 * Give the reference back. If it was the last one the context is closed here and now.
	 */
	@Override
	void close();

}
