package dev.requeststate.context;

import java.util.Objects;

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
 * <p>
 * From JDK 25 on the forks of a {@code StructuredTaskScope} (JEP 505) inherit what a
 * block has made current, such as {@link Lease#run}. A binding is no block: forks opened
 * while it stands before another context find none current, rather than the wrong one.
 */
public sealed class Binding implements Frame, AutoCloseable permits OpenedBinding, ScopedBinding {

	/**
	 * That nothing is current, for work that comes back to it.
	 */
	static final Binding NOTHING = outsideRequests(null);

	// Where reads find their values at once: nowhere, if somebody is told of them. The
	// hot path need not ask.
	private final SlotContext unrecorded;

	private final @Nullable CreationLink creation;

	private final @Nullable Recorded recorded;

	private final @Nullable Binding previous;

	private final @Nullable WatchedFrame watched;

	/**
	 * Create a frame.
	 * @param context its context
	 * @param creation the innermost value that this flow of work is making, or null
	 * @param recorder what is told of the reads of this flow of work, or null
	 * @param previous what was current before on the same thread, or null
	 * @param watched what is known of it by those who watch it, or null
	 */
	Binding(SlotContext context, @Nullable CreationLink creation, @Nullable ReadRecorder recorder,
			@Nullable Binding previous, @Nullable WatchedFrame watched) {
		this.unrecorded = (recorder == null) ? context : NoContext.INSTANCE;
		this.recorded = (recorder != null) ? new Recorded(context, recorder) : null;
		this.creation = creation;
		this.previous = previous;
		this.watched = watched;
	}

	/**
	 * That no request is current, for work that comes back to it on any thread.
	 * @param recorder what is told of reads, or null
	 */
	static Binding outsideRequests(@Nullable ReadRecorder recorder) {
		return new Binding(NoContext.INSTANCE, null, recorder, null, null);
	}

	@Override
	public final @Nullable Lease leaseFor(Class<?> holder) {
		Objects.requireNonNull(holder, "'holder' must not be null");
		SlotContext context = context();
		return (context != NoContext.INSTANCE) ? context.lease(holder, this) : null;
	}

	@Override
	public final Binding reopen() {
		return NextFrame.openJoined(context(), this.creation, recorder()).handOut(false);
	}

	@Override
	public final Binding reopen(@Nullable ReadRecorder recorder) {
		return NextFrame.openAgain(context(), this.creation, recorder).handOut(false);
	}

	@Override
	public final <T extends @Nullable Object, X extends Throwable> T call(@Nullable ReadRecorder recorder,
			ContextCallable<T, X> work) throws X {
		return NextFrame.callAgain(context(), this.creation, recorder, work);
	}

	/**
	 * The value of a local in the context of this frame, or null where it has none, or
	 * none yet, and where somebody is to be told of the read.
	 */
	final @Nullable Object peek(int index) {
		return this.unrecorded.peek(index);
	}

	final SlotContext context() {
		return (this.recorded == null) ? this.unrecorded : this.recorded.context();
	}

	@Override
	public final @Nullable RequestContext requestContext() {
		SlotContext context = context();
		return (context != NoContext.INSTANCE) ? context : null;
	}

	/**
	 * The innermost value being made where this binding is current; through its parents
	 * the whole chain.
	 */
	final @Nullable CreationLink creation() {
		return this.creation;
	}

	@Override
	public final @Nullable ReadRecorder recorder() {
		return (this.recorded != null) ? this.recorded.recorder() : null;
	}

	/**
	 * Tell of the read of a value, where somebody wants to know.
	 */
	final void read(RequestLocal<?> local) {
		Recorded recorded = this.recorded;
		if (recorded != null && recorded.context() != NoContext.INSTANCE) {
			local.readIn(recorded.context(), recorded.recorder());
		}
	}

	/**
	 * Make current again what was current before.
	 * @throws IllegalStateException on any thread but the one that opened this binding;
	 * nothing changes then
	 */
	@Override
	public void close() {
		if (isOpen()) {
			CurrentFrame.close(this);
		}
	}

	/**
	 * What was current before, where it was on the same thread.
	 */
	final @Nullable Binding previous() {
		return this.previous;
	}

	/**
	 * This binding is what is current on its thread, from this moment on.
	 */
	final void begin() {
		if (this.watched != null) {
			this.watched.begin(requestContext());
		}
	}

	/**
	 * Whether somebody wants to know of this frame.
	 */
	final boolean isWatched() {
		return this.watched != null;
	}

	/**
	 * This binding is in the hands of code that has to close it.
	 * @param promised whether its context is to stay open meanwhile
	 */
	final Binding handOut(boolean promised) {
		if (this.watched != null) {
			this.watched.handedOut(promised);
		}
		return this;
	}

	/**
	 * Whether its context is to stay open for as long as it is, as far as anybody watches
	 * it.
	 */
	final boolean isPromised() {
		return this.watched != null && this.watched.isPromised();
	}

	/**
	 * Another thread tries to close this binding.
	 */
	final void closedElsewhere() {
		if (this.watched != null) {
			this.watched.closedElsewhere(context());
		}
	}

	/**
	 * Another frame is about to begin in front of this one.
	 */
	final void nextBegins(SlotContext next) {
		if (this.watched != null && context().isClosed()
				&& (next == NoContext.INSTANCE || !context().isSameRequest(next))) {
			this.watched.outlivedItsContext();
		}
	}

	/**
	 * This binding is about to be ended by one around it.
	 * @param leak what that is if this one is somebody's to close
	 * @param outer the one around it
	 */
	final void leftOpen(LeakKind leak, Binding outer) {
		if (this.watched != null) {
			this.watched.leftOpen(leak, context(), outer.context());
		}
	}

	/**
	 * This binding ends.
	 */
	void end() {
		if (this.watched != null) {
			this.watched.end();
		}
	}

	/**
	 * Whether this thread has opened this binding and it is not closed yet, neither
	 * itself nor by one around it.
	 */
	final boolean isOpen() {
		for (Binding open = CurrentFrame.top(); open != null; open = open.previous) {
			if (open == this) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Where somebody is told of reads: what is read from, and who is told.
	 */
	private record Recorded(SlotContext context, ReadRecorder recorder) {
	}

}
