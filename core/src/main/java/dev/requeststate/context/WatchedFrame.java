package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * One frame of a thread, as far as somebody watches it. Used by that thread only.
 */
final class WatchedFrame {

	private final FrameWatch watch;

	private @Nullable Runnable @Nullable [] ends;

	WatchedFrame(FrameWatch watch) {
		this.watch = watch;
	}

	/**
	 * The frame is what is current on this thread.
	 * @param context its context, or null if it says that there is none
	 */
	void begin(@Nullable RequestContext context) {
		this.ends = this.watch.tell(context);
	}

	/**
	 * The frame is not on this thread any more, or will not be in a moment.
	 */
	void end() {
		@Nullable Runnable[] ends = this.ends;
		if (ends != null) {
			this.ends = null;
			this.watch.end(ends);
		}
	}

}
