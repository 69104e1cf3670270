package dev.requeststate.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A {@code ScopedValue} with a counter, from JDK 25 on.
 * <p>
 * Reached through method handles, because this module is compiled for Java 17; as
 * constants they are compiled to the same code as direct calls.
 */
final class ScopedCounter {

	// () -> Object: what is bound
	private static final MethodHandle GET;

	// (Object, Runnable) -> void: run with something bound
	private static final MethodHandle RUN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			Class<?> type = Class.forName("java.lang.ScopedValue");
			Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
			Object scopedValue = lookup.findStatic(type, "newInstance", MethodType.methodType(type)).invoke();
			GET = lookup.findVirtual(type, "get", MethodType.methodType(Object.class)).bindTo(scopedValue);
			MethodHandle where = lookup.findStatic(type, "where", MethodType.methodType(carrier, type, Object.class));
			RUN = MethodHandles.filterArguments(
					lookup.findVirtual(carrier, "run", MethodType.methodType(void.class, Runnable.class)), 0,
					where.bindTo(scopedValue));
		}
		catch (Throwable ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private ScopedCounter() {
	}

	/**
	 * The counter that is bound on this thread.
	 */
	static Counter get() {
		try {
			return (Counter) (Object) GET.invokeExact();
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	/**
	 * Run a task with a counter bound.
	 */
	static void run(Counter counter, Runnable task) {
		try {
			RUN.invokeExact((Object) counter, task);
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	private static IllegalStateException failure(Throwable cause) {
		return (cause instanceof IllegalStateException same) ? same : new IllegalStateException(cause);
	}

}
