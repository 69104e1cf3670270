package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

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
public final class Lease implements AutoCloseable {

	private static final VarHandle CLOSED;

	static {
		try {
			CLOSED = MethodHandles.lookup().findVarHandle(Lease.class, "closed", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final SlotContext context;

	// What was being made where the lease was taken. A task that reads it would wait for
	// its own submitter.
	private final @Nullable Creation creation;

	private final boolean own;

	private volatile boolean closed;

	/**
	 * Create a lease for a reference that is counted already.
	 * @param context the context
	 * @param creation the innermost value being made by the holder, or null
	 * @param own whether this is the request's own reference
	 */
	Lease(SlotContext context, @Nullable Creation creation, boolean own) {
		this.context = context;
		this.creation = creation;
		this.own = own;
	}

	/**
	 * The context that this lease keeps open.
	 */
	public RequestContext context() {
		return this.context;
	}

	/**
	 * Make the context current on this thread until the binding is closed.
	 * @throws RequestContextClosedException if the context is closed
	 * @throws IllegalStateException if this lease is closed: what it promised is over
	 */
	public Binding bind() {
		this.context.requireNotClosed();
		if (this.closed) {
			throw new IllegalStateException("A lease of " + this.context.describe()
					+ " was bound after it was closed. Close a lease when the work it was taken for is done.");
		}
		Binding current = Binding.current();
		Creation chain = (current != null) ? current.creation() : null;
		// On a thread that is making something itself, as when an executor runs a task on
		// its caller, the thread's own chain is the longer one.
		return Binding.open(this.context, (chain != null) ? chain : this.creation);
	}

	/**
	 * Give the reference back. If it was the last one the context is closed here and now.
	 */
	@Override
	public void close() {
		if (CLOSED.compareAndSet(this, false, true)) {
			if (this.own) {
				this.context.root().requestEnded();
			}
			this.context.release();
		}
	}

}
