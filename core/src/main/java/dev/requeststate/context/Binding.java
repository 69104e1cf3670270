package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * A request context made current on a thread, for a block.
 * <p>
 * Opened by {@link RequestContext#bind()} or {@link Lease#bind()} and closed on the same
 * thread, best with try-with-resources. Closing makes current again whatever was current
 * when the binding was opened. Closing twice has no effect. Closing out of order has a
 * defined result: the outer binding ends the inner ones with it, so that a binding
 * somebody forgot to close never outlives the block around it; closing an ended binding
 * has no effect.
 */
public final class Binding implements AutoCloseable {

	// One immutable object holds all that is current, so that a read costs one lookup.
	// Never inheritable: a pooled thread would keep the request that happened to start
	// it.
	private static final ThreadLocal<Binding> CURRENT = new ThreadLocal<>();

	private final SlotContext context;

	private final @Nullable Creation creation;

	private final @Nullable Binding previous;

	private final Thread thread;

	private Binding(SlotContext context, @Nullable Creation creation, @Nullable Binding previous) {
		this.context = context;
		this.creation = creation;
		this.previous = previous;
		this.thread = Thread.currentThread();
	}

	static @Nullable Binding current() {
		return CURRENT.get();
	}

	/**
	 * Make a context current on this thread.
	 * @param context the context
	 * @param creation the innermost value that this flow of work is making, or null
	 */
	static Binding open(SlotContext context, @Nullable Creation creation) {
		Binding binding = new Binding(context, creation, CURRENT.get());
		CURRENT.set(binding);
		return binding;
	}

	/**
	 * Make current what was current at an earlier moment on this thread, whatever user
	 * code has left behind since.
	 */
	static void restore(@Nullable Binding binding) {
		// Set to null, not removed: a pooled thread keeps the empty entry and saves the
		// next request from making one.
		CURRENT.set(binding);
	}

	SlotContext context() {
		return this.context;
	}

	/**
	 * The innermost value being made where this binding is current; through its parents
	 * the whole chain.
	 */
	@Nullable Creation creation() {
		return this.creation;
	}

	/**
	 * Make current again what was current before.
	 * @throws IllegalStateException on any thread but the one that opened this binding;
	 * nothing changes then
	 */
	@Override
	public void close() {
		if (Thread.currentThread() != this.thread) {
			throw new IllegalStateException("A binding of " + this.context.describe() + " was opened on thread '"
					+ ThreadName.of(this.thread) + "' and closed on thread '" + ThreadName.of(Thread.currentThread())
					+ "'. A binding ends on the thread it was opened on: use try-with-resources, and hand a lease, "
					+ "not a binding, to another thread.");
		}
		for (Binding open = CURRENT.get(); open != null; open = open.previous) {
			if (open == this) {
				restore(this.previous);
				return;
			}
		}
	}

}
