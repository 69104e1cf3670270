package dev.requeststate.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Binds what is current in a {@code ScopedValue} as well (JEP 506), so that the forks of
 * a {@code StructuredTaskScope} inherit it with no code of ours.
 * <p>
 * Reached through method handles, because this library runs on JDK 17 too; as constants
 * they cost what direct calls do. Not to be initialized before JDK 25, where the class is
 * a preview or is not there.
 */
final class ScopedFrames {

	private static final Object UNBOUND = new Object();

	// () -> Object: what is bound on this thread, or UNBOUND
	private static final MethodHandle READ;

	// (Object, Runnable) -> void: run with something bound
	private static final MethodHandle RUN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			Class<?> type = Class.forName("java.lang.ScopedValue");
			Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
			Object scopedValue = lookup.findStatic(type, "newInstance", MethodType.methodType(type)).invoke();
			READ = MethodHandles.insertArguments(
					lookup.findVirtual(type, "orElse", MethodType.methodType(Object.class, Object.class)), 0,
					scopedValue, UNBOUND);
			RUN = MethodHandles.collectArguments(
					lookup.findVirtual(carrier, "run", MethodType.methodType(void.class, Runnable.class)), 0,
					MethodHandles.insertArguments(
							lookup.findStatic(type, "where", MethodType.methodType(carrier, type, Object.class)), 0,
							scopedValue));
		}
		catch (Throwable ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private ScopedFrames() {
	}

	/**
	 * The frame that this thread has bound or inherited, or null.
	 */
	static @Nullable ScopedBinding read() {
		try {
			Object frame = (Object) READ.invokeExact();
			return (frame != UNBOUND) ? (ScopedBinding) frame : null;
		}
		catch (Throwable ex) {
			throw Unchecked.sneak(ex);
		}
	}

	/**
	 * Run work with a frame bound. What the work throws comes out as it is.
	 */
	static void run(ScopedBinding frame, Runnable work) {
		try {
			RUN.invokeExact((Object) frame, work);
		}
		catch (Throwable ex) {
			throw Unchecked.sneak(ex);
		}
	}

}
