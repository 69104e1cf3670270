package dev.requeststate.retained;

import java.util.Objects;
import java.util.concurrent.ConcurrentMap;

/**
 * The restarts of an application, for what starts it. Spring Boot's part of this library
 * calls this; an application has no need to.
 */
public final class RetainedGeneration {

	private RetainedGeneration() {
	}

	/**
	 * An application is about to start. If its class loader is one of a restart and was
	 * not seen before, every retained value is looked at before this returns: it is kept,
	 * migrated, or closed and dropped; and the definitions of the application before are
	 * discarded. Otherwise nothing happens.
	 * @param loader the class loader of the application's classes
	 */
	public static void begin(ClassLoader loader) {
		RetainedStates.SHARED.begin(Objects.requireNonNull(loader, "'loader' must not be null"));
	}

	/**
	 * As {@link #begin(ClassLoader)}, where a restart throws away the classes of this
	 * library as well, and so all that they hold. Values that are made of JDK types, and
	 * of enums and records of other libraries, are kept in a map that outlives it. All
	 * others are lost, without being closed, whatever their {@link Retention}.
	 * @param loader the class loader of the application's classes
	 * @param survivors the map, the same one for each restart; nobody else's
	 */
	public static void begin(ClassLoader loader, ConcurrentMap<String, Object> survivors) {
		Objects.requireNonNull(loader, "'loader' must not be null");
		Objects.requireNonNull(survivors, "'survivors' must not be null");
		RetainedStates.SHARED.begin(loader, survivors);
	}

	/**
	 * Logging can be used from now on: write what has become of the values. Until this is
	 * called, a started generation keeps its lines to itself.
	 */
	public static void report() {
		RetainedStates.SHARED.report();
	}

	/**
	 * How many applications with a restart class loader have begun in this process: none
	 * in production, one on the first start with DevTools. Where this library is
	 * restarted as well, it begins to count anew each time.
	 */
	public static int number() {
		return RetainedStates.SHARED.generation().number();
	}

}
