package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * What is current on the thread that asks, and how that changes.
 */
final class CurrentFrame {

	// One immutable object holds all that is current, so that a read costs one lookup.
	// Never inheritable: a pooled thread would keep the request that happened to start
	// it.
	private static final ThreadLocal<Binding> CURRENT = new ThreadLocal<>();

	static final boolean SCOPED = Runtime.version().feature() >= 25;

	private CurrentFrame() {
	}

	/**
	 * What makes a context current on this thread, opened here or inherited, or null if
	 * none is current.
	 */
	static @Nullable Binding current() {
		Binding flow = flow();
		return (flow != null && flow.context() != NoContext.INSTANCE) ? flow : null;
	}

	static boolean isInherited(Binding binding) {
		return SCOPED && ScopedFrames.read() == binding;
	}

	/**
	 * Whether this thread has inherited a request that is hidden from it.
	 */
	static boolean isInheritanceHidden() {
		if (!SCOPED || CURRENT.get() != null) {
			return false;
		}
		ScopedBinding scoped = ScopedFrames.read();
		return scoped != null && scoped.isHidden();
	}

	/**
	 * What stands in the thread itself: the hot path. It may be the frame that says that
	 * nothing is current, whose context has no values.
	 */
	static @Nullable Binding top() {
		return CURRENT.get();
	}

	/**
	 * What stands in the thread itself or was inherited by it.
	 */
	static @Nullable Binding topOrInherited() {
		Binding top = CURRENT.get();
		return (top == null && SCOPED) ? ScopedFrames.read() : top;
	}

	/**
	 * What is current on this thread while it is at work for a context or a call, and
	 * null where it is for neither: the flow that what it opens goes on in.
	 */
	static @Nullable Binding flow() {
		return flow(CURRENT.get());
	}

	/**
	 * As {@link #flow()}, where what stands in the thread itself is known.
	 */
	static @Nullable Binding flow(@Nullable Binding top) {
		if (top != null || !SCOPED) {
			return top;
		}
		ScopedBinding scoped = ScopedFrames.read();
		return (scoped != null && !scoped.isHidden()) ? scoped : null;
	}

	/**
	 * The innermost value that the work on this thread is making, or null.
	 */
	static @Nullable CreationLink currentCreation() {
		Binding flow = flow();
		return (flow != null) ? flow.creation() : null;
	}

	/**
	 * A frame is what is current on this thread, from this moment on.
	 */
	static void begin(Binding binding) {
		CURRENT.set(binding);
		binding.begin();
	}

	/**
	 * Say what is current on this thread, and no more. Null is set, not removed: a pooled
	 * thread keeps the empty entry and saves the next request from making one.
	 */
	static void set(@Nullable Binding binding) {
		CURRENT.set(binding);
	}

	/**
	 * Make current again what was current at an earlier moment on this thread, whatever
	 * user code has left behind since.
	 */
	static void restore(@Nullable Binding binding) {
		end(binding, null, false);
	}

	/**
	 * As {@link #restore}, at the end of the scope of a snapshot: a binding that is still
	 * open in it, somebody has forgotten. What has promised nothing, such as another
	 * scope, is ended in silence.
	 * @param before what was current before the scope
	 */
	static void endScope(@Nullable Binding before) {
		end(before, LeakKind.BINDING_NOT_CLOSED, true);
	}

	/**
	 * As {@link #restore}, at the end of a block of work: what is still open in it,
	 * somebody has forgotten.
	 * @param before what was current before the block
	 */
	static void endBlock(@Nullable Binding before) {
		end(before, LeakKind.BINDING_NOT_CLOSED, false);
	}

	/**
	 * End a binding, and with it all that were opened since and are still open.
	 */
	static void close(Binding binding) {
		// What says that nothing is current stands around a block of work.
		end(binding.previous(), (binding.context() != NoContext.INSTANCE) ? LeakKind.BINDING_CLOSED_OUT_OF_ORDER
				: LeakKind.BINDING_NOT_CLOSED, false);
	}

	private static void end(@Nullable Binding earlier, @Nullable LeakKind leak, boolean promisedOnly) {
		Binding top = CURRENT.get();
		if (top == earlier) {
			return;
		}
		if (top != null && top.previous() == earlier && !top.isWatched()) {
			// One frame, and nobody to tell: nearly always.
			set(earlier);
			top.end();
		}
		else {
			FrameEnds.end(top, earlier, leak, promisedOnly);
		}
	}

}
