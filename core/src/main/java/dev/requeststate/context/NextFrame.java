package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * Makes a context current on the thread that asks, until somebody closes a binding or for
 * a block of work.
 */
final class NextFrame {

	private NextFrame() {
	}

	/**
	 * Make a context current on this thread, in the flow of work that goes on here.
	 * @param context the context
	 */
	static Binding open(SlotContext context) {
		return openJoined(context, null, null);
	}

	/**
	 * Make a context current on this thread for work that was given away elsewhere. Where
	 * it runs in the middle of another flow, as when an executor runs a task on its
	 * caller, it belongs to both.
	 * @param context the context
	 * @param creation the innermost value that the work's own flow was making, or null
	 * @param recorder what is told of the reads of the work's own flow, or null
	 */
	static Binding openJoined(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder) {
		Binding top = CurrentFrame.top();
		Binding flow = CurrentFrame.flow(top);
		return open(context, joined(creation, flow), joined(recorder, flow), top);
	}

	/**
	 * As {@link #openJoined}, for work whose reads somebody else is told of.
	 */
	static Binding openAgain(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder) {
		Binding top = CurrentFrame.top();
		return open(context, joined(creation, CurrentFrame.flow(top)), recorder, top);
	}

	/**
	 * Make a context current on this thread, whatever goes on here.
	 * @param context the context
	 * @param creation the innermost value that this flow of work is making, or null
	 * @param recorder what is told of the reads of this flow of work, or null
	 */
	static Binding open(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder) {
		return open(context, creation, recorder, CurrentFrame.top());
	}

	private static Binding open(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			@Nullable Binding previous) {
		ScopedBinding hidden = CurrentFrame.SCOPED ? hide(context, recorder) : null;
		Binding binding = new OpenedBinding(context, creation, recorder, previous, watched(context, previous), hidden);
		CurrentFrame.begin(binding);
		return binding;
	}

	private static @Nullable CreationLink joined(@Nullable CreationLink creation, @Nullable Binding flow) {
		return (flow != null) ? CreationLink.join(creation, flow.creation()) : creation;
	}

	private static @Nullable ReadRecorder joined(@Nullable ReadRecorder own, @Nullable Binding flow) {
		ReadRecorder here = (flow != null) ? flow.recorder() : null;
		return (own == null || here == null) ? ((own != null) ? own : here) : own.join(here);
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
		runJoined(context, null, null, work);
	}

	/**
	 * As {@link #run(SlotContext, Runnable)}, for work with a result.
	 */
	static <T extends @Nullable Object, X extends Throwable> T call(SlotContext context, ContextCallable<T, X> work)
			throws X {
		return callJoined(context, null, null, work);
	}

	/**
	 * Make a context current while work that was given away elsewhere runs, on the terms
	 * of {@link #openJoined}.
	 */
	static void runJoined(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			Runnable work) {
		Binding top = CurrentFrame.top();
		Binding flow = CurrentFrame.flow(top);
		run(context, joined(creation, flow), joined(recorder, flow), top, work);
	}

	/**
	 * As {@link #runJoined}, for work with a result.
	 */
	static <T extends @Nullable Object, X extends Throwable> T callJoined(SlotContext context,
			@Nullable CreationLink creation, @Nullable ReadRecorder recorder, ContextCallable<T, X> work) throws X {
		Binding top = CurrentFrame.top();
		Binding flow = CurrentFrame.flow(top);
		return call(context, joined(creation, flow), joined(recorder, flow), top, work);
	}

	/**
	 * Make a context current while work with a result runs, on this thread and in its
	 * forks, whatever goes on here. What the work throws comes out as it is, declared or
	 * not.
	 * @param context the context
	 * @param creation the innermost value that this flow of work is making, or null
	 * @param recorder what is told of the reads of this flow of work, or null
	 * @param work the work
	 */
	static <T extends @Nullable Object, X extends Throwable> T call(SlotContext context,
			@Nullable CreationLink creation, @Nullable ReadRecorder recorder, ContextCallable<T, X> work) throws X {
		return call(context, creation, recorder, CurrentFrame.top(), work);
	}

	/**
	 * As {@link #call(SlotContext, CreationLink, ReadRecorder, ContextCallable)}, for
	 * work that goes on in what it was given away in.
	 */
	static <T extends @Nullable Object, X extends Throwable> T callAgain(SlotContext context,
			@Nullable CreationLink creation, @Nullable ReadRecorder recorder, ContextCallable<T, X> work) throws X {
		Binding top = CurrentFrame.top();
		return call(context, joined(creation, CurrentFrame.flow(top)), recorder, top, work);
	}

	private static void run(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			@Nullable Binding previous, Runnable work) {
		try {
			if (CurrentFrame.SCOPED) {
				ScopedBinding frame = new ScopedBinding(context, creation, recorder, previous,
						watched(context, previous));
				CurrentFrame.begin(frame);
				ScopedFrames.run(frame, work);
			}
			else {
				CurrentFrame.begin(new Binding(context, creation, recorder, previous, watched(context, previous)));
				work.run();
			}
		}
		finally {
			CurrentFrame.endBlock(previous);
		}
	}

	private static <T extends @Nullable Object, X extends Throwable> T call(SlotContext context,
			@Nullable CreationLink creation, @Nullable ReadRecorder recorder, @Nullable Binding previous,
			ContextCallable<T, X> work) throws X {
		if (CurrentFrame.SCOPED) {
			Outcome<T> outcome = new Outcome<>(work);
			run(context, creation, recorder, previous, outcome);
			return outcome.result();
		}
		try {
			CurrentFrame.begin(new Binding(context, creation, recorder, previous, watched(context, previous)));
			return work.call();
		}
		finally {
			CurrentFrame.endBlock(previous);
		}
	}

	private static @Nullable WatchedFrame watched(SlotContext context, @Nullable Binding previous) {
		FrameWatch watch = context.frameWatch();
		return (watch != null) ? watch.frame(context, previous) : null;
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
