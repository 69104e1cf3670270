package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A lease taken while a context was open. The opener's own is the context itself.
 */
final class HeldLease implements Lease {

	private static final VarHandle CLOSED;

	static {
		try {
			CLOSED = MethodHandles.lookup().findVarHandle(HeldLease.class, "closed", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final SlotContext context;

	// What was being made where the lease was taken. A task that reads it would wait for
	// its own submitter.
	private final @Nullable Creation creation;

	private volatile boolean closed;

	/**
	 * Create a lease for a reference that is counted already.
	 * @param context the context
	 * @param creation the innermost value being made by the holder, or null
	 */
	HeldLease(SlotContext context, @Nullable Creation creation) {
		this.context = context;
		this.creation = creation;
	}

	@Override
	public RequestContext context() {
		return this.context;
	}

	@Override
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

	@Override
	public void close() {
		if (CLOSED.compareAndSet(this, false, true)) {
			this.context.release();
		}
	}

}
