package dev.requeststate.context;

/**
 * How messages name a thread.
 */
final class ThreadName {

	private ThreadName() {
	}

	/**
	 * Its name, or its description where it has none: a virtual thread usually.
	 */
	static String of(Thread thread) {
		String name = thread.getName();
		return name.isEmpty() ? thread.toString() : name;
	}

}
