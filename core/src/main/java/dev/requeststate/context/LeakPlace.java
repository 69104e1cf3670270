package dev.requeststate.context;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Tells which line of the application a stack goes through last: the innermost that is
 * neither of this library nor of the JDK, of generated code, or of what runs an
 * application.
 */
final class LeakPlace {

	private static final String UNKNOWN = "an unknown place";

	private LeakPlace() {
	}

	/**
	 * The line, as {@code com.shop.Cart.load(Cart.java:12)}. Where none is of the
	 * application, the innermost of what runs it.
	 */
	static String of(Throwable opened) {
		List<StackTraceElement> frames = Stream.of(opened.getStackTrace())
			.filter((frame) -> ApplicationCode.isAboveLibrary(frame.getClassName()))
			.toList();
		return frames.stream()
			.filter((frame) -> ApplicationCode.contains(frame.getClassName()))
			.findFirst()
			.or(() -> frames.stream().findFirst())
			.map(ApplicationCode::describe)
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

}
