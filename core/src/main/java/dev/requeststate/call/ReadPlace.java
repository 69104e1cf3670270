package dev.requeststate.call;

import dev.requeststate.context.ApplicationCode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of the application that is at work on this thread: the innermost that is
 * {@linkplain ApplicationCode the application's}.
 */
final class ReadPlace {

	private static final StackWalker WALKER = StackWalker.getInstance();

	private ReadPlace() {
	}

	static @Nullable StackTraceElement find() {
		return WALKER.walk((frames) -> frames.filter((frame) -> ApplicationCode.contains(frame.getClassName()))
			.findFirst()
			.map(StackWalker.StackFrame::toStackTraceElement)
			.orElse(null));
	}

}
