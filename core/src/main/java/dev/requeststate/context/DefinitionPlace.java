package dev.requeststate.context;

import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the line that defines a request local.
 */
final class DefinitionPlace {

	private static final StackWalker WALKER = StackWalker.getInstance();

	private static final String LOCAL = RequestLocal.class.getName();

	// Those of this library that define locals of their own.
	private static final Set<String> DEFINING = Set.of(RootContext.class.getName(), AfterResponse.class.getName());

	private DefinitionPlace() {
	}

	/**
	 * The line, or null if it is one of this library.
	 */
	static @Nullable String find() {
		return WALKER.walk((frames) -> find(frames.map(StackWalker.StackFrame::toStackTraceElement)));
	}

	// The innermost frame is the first.
	static @Nullable String find(Stream<StackTraceElement> frames) {
		return frames.filter((frame) -> !isOwn(frame.getClassName()))
			.findFirst()
			.filter((frame) -> !DEFINING.contains(frame.getClassName()))
			.map(ApplicationCode::describe)
			.orElse(null);
	}

	private static boolean isOwn(String className) {
		return className.equals(DefinitionPlace.class.getName()) || className.equals(LOCAL)
				|| className.equals(RequestLocalMap.class.getName());
	}

}
