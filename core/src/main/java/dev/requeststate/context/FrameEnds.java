package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * The end of frames that somebody watches, and of those that were left open.
 */
final class FrameEnds {

	private FrameEnds() {
	}

	/**
	 * End frames of this thread, the innermost first.
	 * @param top what is current, or null
	 * @param earlier what is to be current then, or null for nothing
	 * @param leak what a frame is that is ended by one around it, or null for nothing
	 * @param promisedOnly whether that holds only for one that has promised to keep its
	 * context open
	 */
	static void end(@Nullable Binding top, @Nullable Binding earlier, @Nullable LeakKind leak, boolean promisedOnly) {
		Binding stays = earlier;
		// A block may have closed what it was opened in, which stays closed.
		while (stays != null && !isAtOrBehind(stays, top)) {
			stays = stays.previous();
		}
		try {
			endAll(top, stays, leak, promisedOnly);
		}
		finally {
			if (CurrentFrame.top() != stays) {
				CurrentFrame.set(stays);
			}
		}
	}

	// What observers and logs throw, if that is an error, stops at none of the frames.
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
			CurrentFrame.set(open.previous());
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

}
