package dev.requeststate.context;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Tells which line of the application a stack goes through last: the innermost that is
 * neither of this library nor of the JDK, of generated code, or of what runs an
 * application.
 */
final class LeakPlace {

	private static final String UNKNOWN = "an unknown place";

	private static final List<String> OWN = List.of("dev.requeststate.autoconfigure.", "dev.requeststate.call.",
			"dev.requeststate.context.", "dev.requeststate.propagation.", "dev.requeststate.retained.",
			"dev.requeststate.servlet.", "dev.requeststate.spring.", "java.", "jdk.", "sun.");

	private static final List<String> RUNNING = List.of("org.springframework.", "org.apache.catalina.",
			"org.apache.coyote.", "org.apache.tomcat.", "org.eclipse.jetty.", "jakarta.", "io.micrometer.", "reactor.");

	private LeakPlace() {
	}

	/**
	 * The line, as {@code com.shop.Cart.load(Cart.java:12)}. Where none is of the
	 * application, the innermost of what runs it.
	 */
	static String of(Throwable opened) {
		List<StackTraceElement> frames = Stream.of(opened.getStackTrace()).filter(LeakPlace::isNotOwn).toList();
		return frames.stream()
			.filter(startsWithNone(RUNNING))
			.findFirst()
			.or(() -> frames.stream().findFirst())
			.map(LeakPlace::describe)
			.orElse(UNKNOWN);
	}

	/**
	 * The place of a context that was opened there: for one that the servlet filter has
	 * opened not a line, as every line around it is of whoever happens to come before,
	 * but the filter and what the request is called.
	 * @param opened where it was opened
	 * @param name what it is called, or null if that is not known
	 */
	static String ofContext(Throwable opened, @Nullable String name) {
		boolean byFilter = Stream.of(opened.getStackTrace())
			.map(StackTraceElement::getClassName)
			.filter((frame) -> !frame.startsWith("dev.requeststate.context."))
			.findFirst()
			.filter((frame) -> frame.startsWith("dev.requeststate.servlet."))
			.isPresent();
		return byFilter ? "RequestStateFilter" + ((name != null) ? ", for " + name : "") : of(opened);
	}

	private static boolean isNotOwn(StackTraceElement frame) {
		// By "$$" everybody marks what is generated.
		return !frame.getClassName().contains("$$") && startsWithNone(OWN).test(frame);
	}

	private static Predicate<StackTraceElement> startsWithNone(List<String> prefixes) {
		return (frame) -> prefixes.stream().noneMatch(frame.getClassName()::startsWith);
	}

	// Without the loader and the module, which StackTraceElement.toString() begins with.
	private static String describe(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
				+ frame.getLineNumber() + ")";
	}

}
