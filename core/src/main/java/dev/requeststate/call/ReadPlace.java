package dev.requeststate.call;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the line of the application that is at work on this thread: the innermost that is
 * neither of this library nor of Spring, the JDK or generated code.
 */
final class ReadPlace {

	private static final List<String> PASSED_OVER = List.of("dev.requeststate.call.", "dev.requeststate.context.",
			"dev.requeststate.propagation.", "dev.requeststate.servlet.", "dev.requeststate.spring.", "java.", "jdk.",
			"org.springframework.");

	private static final StackWalker WALKER = StackWalker.getInstance();

	private ReadPlace() {
	}

	static @Nullable StackTraceElement find() {
		return WALKER.walk((frames) -> frames.filter(ReadPlace::isOfApplication)
			.findFirst()
			.map(StackWalker.StackFrame::toStackTraceElement)
			.orElse(null));
	}

	private static boolean isOfApplication(StackWalker.StackFrame frame) {
		String name = frame.getClassName();
		// By "$$" everybody marks what is generated.
		return !name.contains("$$") && PASSED_OVER.stream().noneMatch(name::startsWith);
	}

}
