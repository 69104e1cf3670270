package dev.requeststate.context;

import java.util.List;

/**
 * Tells the code of an application from what is around it on a stack, by the name of the
 * class.
 */
public final class ApplicationCode {

	private static final List<String> LIBRARY_AND_JDK = List.of("dev.requeststate.autoconfigure.",
			"dev.requeststate.call.", "dev.requeststate.context.", "dev.requeststate.propagation.",
			"dev.requeststate.retained.", "dev.requeststate.servlet.", "dev.requeststate.spring.", "java.", "jdk.",
			"sun.");

	private static final List<String> RUNNING = List.of("org.springframework.", "org.apache.catalina.",
			"org.apache.coyote.", "org.apache.tomcat.", "org.eclipse.jetty.", "jakarta.", "io.micrometer.", "reactor.");

	private ApplicationCode() {
	}

	/**
	 * Whether a class is the application's: neither of this library nor of the JDK, of
	 * generated code, or of what runs an application.
	 * @param className the name, as {@link Class#getName()} gives it
	 */
	public static boolean contains(String className) {
		return isAboveLibrary(className) && RUNNING.stream().noneMatch(className::startsWith);
	}

	/**
	 * Whether a class is neither of this library nor of the JDK or of generated code.
	 */
	static boolean isAboveLibrary(String className) {
		// By "$$" everybody marks what is generated.
		return !className.contains("$$") && LIBRARY_AND_JDK.stream().noneMatch(className::startsWith);
	}

	/**
	 * The line, as {@code com.shop.Cart.load(Cart.java:12)}: without the loader and the
	 * module, which {@link StackTraceElement#toString()} begins with.
	 */
	static String describe(StackTraceElement line) {
		return line.getClassName() + "." + line.getMethodName() + "(" + line.getFileName() + ":" + line.getLineNumber()
				+ ")";
	}

}
