package dev.requeststate.spring.web;

import java.util.Arrays;
import java.util.List;

/**
 * The kinds of thread that a container can serve requests on.
 */
enum ThreadKind {

	PLATFORM, VIRTUAL;

	/**
	 * Those that this Java has.
	 */
	static List<ThreadKind> available() {
		boolean virtual = Runtime.version().feature() >= 21;
		return Arrays.stream(values()).filter((kind) -> virtual || kind != VIRTUAL).toList();
	}

	/**
	 * What makes Spring Boot use this kind.
	 */
	String property() {
		return "spring.threads.virtual.enabled=" + (this == VIRTUAL);
	}

	/**
	 * Whether a thread of this class is of this kind.
	 * @param threadClass the simple name of the thread's class
	 */
	boolean isOf(String threadClass) {
		return threadClass.equals("VirtualThread") == (this == VIRTUAL);
	}

}
