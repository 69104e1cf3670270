package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * One frame of a thread, as far as somebody watches it. Used by that thread only, but for
 * {@link #closedElsewhere}.
 */
final class WatchedFrame {

	private final @Nullable FrameWatch watch;

	private final @Nullable BindingTrace trace;

	private @Nullable Runnable @Nullable [] ends;

	/**
	 * Create what watches a frame.
	 * @param watch whom to tell, or null for nobody
	 * @param trace what leak detection is to know of it, or null for nothing
	 */
	WatchedFrame(@Nullable FrameWatch watch, @Nullable BindingTrace trace) {
		this.watch = watch;
		this.trace = trace;
	}

	/**
	 * The frame is what is current on this thread.
	 * @param context its context, or null if it says that there is none
	 */
	void begin(@Nullable RequestContext context) {
		if (this.trace != null) {
			this.trace.context().bound(this.trace);
		}
		if (this.watch != null) {
			this.ends = this.watch.tell(context);
		}
	}

	/**
	 * The frame is in the hands of code that has to close it.
	 * @param promised whether its context is to stay open meanwhile
	 */
	void handedOut(boolean promised) {
		if (this.trace != null) {
			this.trace.handedOut(promised);
		}
	}

	boolean isPromised() {
		return this.trace != null && this.trace.isPromised();
	}

	/**
	 * The frame is not current on this thread any more.
	 */
	void end() {
		if (this.trace != null) {
			this.trace.context().unbound(this.trace);
		}
		@Nullable Runnable[] ends = this.ends;
		if (ends != null && this.watch != null) {
			this.ends = null;
			this.watch.end(ends);
		}
	}

	/**
	 * The frame is about to be ended by one around it.
	 * @param leak what that is if the frame is somebody's to close
	 * @param context its context
	 * @param outer the context of the frame around it
	 */
	void leftOpen(LeakKind leak, SlotContext context, SlotContext outer) {
		if (this.trace == null) {
			return;
		}
		LeakReports reports = this.trace.context().watch().reports();
		if (leak == LeakKind.BINDING_CLOSED_OUT_OF_ORDER) {
			reports.closedOutOfOrder(context, this.trace, outer);
		}
		else {
			reports.leftInBlock(context, this.trace, outer);
		}
	}

	/**
	 * Another thread tries to close the frame.
	 * @param context its context
	 */
	void closedElsewhere(SlotContext context) {
		if (this.trace != null && this.trace.isBound()) {
			this.trace.context().watch().reports().closedElsewhere(context, this.trace);
		}
	}

	/**
	 * Another frame begins on the thread while this one's context is closed. That is no
	 * proof: whoever has closed the last lease inside of the binding may close that next.
	 */
	void outlivedItsContext() {
		if (this.trace != null && this.trace.isPromised()) {
			this.trace.suspect();
		}
	}

}
