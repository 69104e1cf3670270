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

	private static final boolean SCOPED = Runtime.version().feature() >= 25;

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
		Binding top = CURRENT.get();
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
	 * The recorder of work that was given away elsewhere and runs on this thread: its own
	 * and, in the middle of another flow, that flow's.
	 * @param own the work's own recorder, or null
	 */
	static @Nullable ReadRecorder joinRecorder(@Nullable ReadRecorder own) {
		Binding flow = flow();
		ReadRecorder here = (flow != null) ? flow.recorder() : null;
		return (own == null || here == null) ? ((own != null) ? own : here) : own.join(here);
	}

	/**
	 * Make a context current on this thread, in the flow of work that goes on here.
	 * @param context the context
	 */
	static Binding open(SlotContext context) {
		Binding flow = flow();
		return (flow != null) ? open(context, flow.creation(), flow.recorder()) : open(context, null, null);
	}

	/**
	 * Make a context current on this thread.
	 * @param context the context
	 * @param creation the innermost value that this flow of work is making, or null
	 * @param recorder what is told of the reads of this flow of work, or null
	 */
	static Binding open(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder) {
		ScopedBinding hidden = SCOPED ? hide(context, recorder) : null;
		Binding previous = CURRENT.get();
		Binding binding = new OpenedBinding(context, creation, recorder, previous, watched(context, previous), hidden);
		begin(binding);
		return binding;
	}

	private static @Nullable ScopedBinding hide(SlotContext context, @Nullable ReadRecorder recorder) {
		ScopedBinding scoped = ScopedFrames.read();
		if (scoped == null || (scoped.context() == context && scoped.recorder() == recorder)) {
			return null;
		}
		scoped.hide();
		return scoped;
	}

	/**
	 * Make a context current while work runs, in the flow of work that goes on here.
	 */
	static void run(SlotContext context, Runnable work) {
		Binding flow = flow();
		if (flow != null) {
			run(context, flow.creation(), flow.recorder(), work);
		}
		else {
			run(context, null, null, work);
		}
	}

	/**
	 * As {@link #run(SlotContext, Runnable)}, for work with a result.
	 */
	static <T extends @Nullable Object, X extends Throwable> T call(SlotContext context, ContextCallable<T, X> work)
			throws X {
		Binding flow = flow();
		return (flow != null) ? call(context, flow.creation(), flow.recorder(), work) : call(context, null, null, work);
	}

	/**
	 * Make a context current while work runs, on this thread and in its forks. What the
	 * work throws comes out as it is, declared or not.
	 * @param context the context
	 * @param creation the innermost value that this flow of work is making, or null
	 * @param recorder what is told of the reads of this flow of work, or null
	 * @param work the work
	 */
	static void run(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			Runnable work) {
		Binding previous = CURRENT.get();
		try {
			if (SCOPED) {
				ScopedBinding frame = new ScopedBinding(context, creation, recorder, previous,
						watched(context, previous));
				begin(frame);
				ScopedFrames.run(frame, work);
			}
			else {
				begin(new Binding(context, creation, recorder, previous, watched(context, previous)));
				work.run();
			}
		}
		finally {
			endBlock(previous);
		}
	}

	/**
	 * As {@link #run}, for work with a result.
	 */
	static <T extends @Nullable Object, X extends Throwable> T call(SlotContext context,
			@Nullable CreationLink creation, @Nullable ReadRecorder recorder, ContextCallable<T, X> work) throws X {
		if (SCOPED) {
			Outcome<T> outcome = new Outcome<>(work);
			run(context, creation, recorder, outcome);
			return outcome.result();
		}
		Binding previous = CURRENT.get();
		try {
			begin(new Binding(context, creation, recorder, previous, watched(context, previous)));
			return work.call();
		}
		finally {
			endBlock(previous);
		}
	}

	private static @Nullable WatchedFrame watched(SlotContext context, @Nullable Binding previous) {
		FrameWatch watch = context.frameWatch();
		return (watch != null) ? watch.frame(context, previous) : null;
	}

	private static void begin(Binding binding) {
		CURRENT.set(binding);
		binding.begin();
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
		Binding stays = earlier;
		// A block may have closed what it was opened in, which stays closed.
		while (stays != null && !isAtOrBehind(stays, top)) {
			stays = stays.previous();
		}
		try {
			endAll(top, stays, leak, promisedOnly);
		}
		finally {
			if (CURRENT.get() != stays) {
				CURRENT.set(stays);
			}
		}
	}

	// What is current is set to null, not removed: a pooled thread keeps the empty entry
	// and saves the next request from making one. What observers and logs throw, if that
	// is an error, stops at none of the frames.
	private static void endAll(@Nullable Binding top, @Nullable Binding stays, @Nullable LeakKind leak,
			boolean promisedOnly) {
		Throwable failure = null;
		for (Binding open = top; open != null && open != stays; open = open.previous()) {
			try {
				if (leak != null && open.previous() != stays && (!promisedOnly || open.isPromised())) {
					open.leftOpen(leak, outermost(open, stays));
				}
			}
			catch (Throwable ex) {
				failure = ex;
			}
			// Whoever is told of the end finds what was current before.
			CURRENT.set(open.previous());
			try {
				open.end();
			}
			catch (Throwable ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw Unchecked.sneak(failure);
		}
	}

	private static boolean isAtOrBehind(Binding binding, @Nullable Binding front) {
		Binding open = front;
		while (open != null && open != binding) {
			open = open.previous();
		}
		return open != null;
	}

	private static Binding outermost(Binding inner, @Nullable Binding stays) {
		Binding outer = inner;
		for (Binding open = inner; open != null && open != stays; open = open.previous()) {
			outer = open;
		}
		return outer;
	}

	/**
	 * Work with a result, as a {@link Runnable}.
	 */
	private static final class Outcome<T extends @Nullable Object> implements Runnable {

		private final ContextCallable<T, ?> work;

		private @Nullable T result;

		Outcome(ContextCallable<T, ?> work) {
			this.work = work;
		}

		@Override
		public void run() {
			try {
				this.result = this.work.call();
			}
			catch (Throwable ex) {
				throw Unchecked.sneak(ex);
			}
		}

		@SuppressWarnings("NullAway") // null only where the work returned null, which T
										// allows then
		T result() {
			return this.result;
		}

	}

}
