package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * What is current on a thread: a request context and what is being made in it, or that
 * there is none on purpose. Immutable; safe to hand to other threads.
 * <p>
 * For libraries that carry what is current from thread to thread by themselves. Everybody
 * else takes a {@link RequestContext#lease() lease}, which keeps the context open: a
 * frame does not.
 */
public sealed interface Frame permits Binding {

	/**
	 * What is current on this thread, opened here or inherited, or null if nothing ever
	 * was.
	 */
	static @Nullable Frame current() {
		return CurrentFrame.topOrInherited();
	}

	/**
	 * The work on this thread: what is current, or the frame that says that nothing is.
	 * For whoever has to come back to it from another thread. An inherited context that
	 * is hidden from this thread is not current.
	 */
	static Frame here() {
		Binding flow = CurrentFrame.flow();
		return (flow != null) ? flow : Binding.NOTHING;
	}

	/**
	 * The work on this thread as it goes on outside of any request: nothing is current,
	 * but what is told of reads is told of them.
	 */
	static Frame outsideRequests() {
		Binding flow = CurrentFrame.flow();
		ReadRecorder recorder = (flow != null) ? flow.recorder() : null;
		return (recorder != null) ? Binding.outsideRequests(recorder) : Binding.NOTHING;
	}

	/**
	 * Make no context current on this thread until the binding is closed: for work that
	 * belongs to no request and runs on a request's thread all the same.
	 */
	static Binding none() {
		return NextFrame.open(NoContext.INSTANCE, null, null);
	}

	/**
	 * Make current again what was current at an earlier moment on this thread, and end
	 * all bindings opened since.
	 * @param earlier what {@link #current()} returned then
	 * @return false if that has ended meanwhile, by a close out of order; nothing changes
	 * then
	 */
	static boolean restore(@Nullable Frame earlier) {
		Binding binding = (Binding) earlier;
		if (binding == null || binding.isOpen()) {
			CurrentFrame.endScope(binding);
			return true;
		}
		if (CurrentFrame.isInherited(binding)) {
			CurrentFrame.endScope(null);
			return true;
		}
		return false;
	}

	/**
	 * The context that is current with this frame, or null if it says that there is none.
	 */
	@Nullable RequestContext requestContext();

	/**
	 * Take a lease of the context that is current with this frame, for work that is part
	 * of what this frame stands for: what is told of its reads is told of those of the
	 * work. As {@link RequestContext#leaseFor(Class)} for the frame that {@link #here()}
	 * returns.
	 * @param holder what the lease is taken for
	 * @return the lease, or null if the frame says that no context is current
	 * @throws RequestContextClosedException if the context is closed
	 */
	@Nullable Lease leaseFor(Class<?> holder);

	/**
	 * What is told of the reads of the work that this frame stands for, or null.
	 */
	@Nullable ReadRecorder recorder();

	/**
	 * Make current on this thread what is current with this frame, until the binding is
	 * closed. There is no promise that the context is still open; where it is not, its
	 * use is a {@link RequestContextClosedException}. Where reads are recorded on this
	 * thread already, they go on being so.
	 */
	Binding reopen();

	/**
	 * As {@link #reopen()}, with another recorder and no other.
	 * @param recorder what is told of reads until the binding is closed, or null
	 */
	Binding reopen(@Nullable ReadRecorder recorder);

	/**
	 * Run work with what is current with this frame, and with another recorder, on this
	 * thread and in its forks.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param recorder what is told of reads while the work runs, or null
	 * @param work the work
	 * @return what the work returned
	 * @throws X what the work threw
	 */
	<T extends @Nullable Object, X extends Throwable> T call(@Nullable ReadRecorder recorder,
			ContextCallable<T, X> work) throws X;

}
