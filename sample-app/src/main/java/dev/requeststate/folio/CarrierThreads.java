package dev.requeststate.folio;

/**
 * The threads of the operating system that virtual threads run on.
 * <p>
 * A virtual thread that loads a class keeps its own while it waits. When all of them wait
 * like that for the lock of a jar, and another virtual thread is next to get it, nobody
 * goes on: spring-projects/spring-boot#51463, JDK-8369238. The JDK has one for each
 * processor. With more of them than there are threads that load their first classes at
 * once, one is left for whoever holds the others up.
 */
final class CarrierThreads {

	private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

	// What the JDK lets their pool grow to by itself, where it sees that one is pinned.
	private static final String ENOUGH = "256";

	private CarrierThreads() {
	}

	/**
	 * Have enough of them, unless the command line says how many. To be called before
	 * there is a virtual thread: the JDK reads it once.
	 */
	static void provide() {
		if (System.getProperty(PARALLELISM) == null) {
			System.setProperty(PARALLELISM, ENOUGH);
		}
	}

}
