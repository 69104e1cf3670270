package dev.requeststate.folio.isolation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * What a thread is called on the page: its name, and whether it is a virtual one.
 */
final class ThreadLabel {

	private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

	private ThreadLabel() {
	}

	static String of(Thread thread) {
		// Most virtual threads have no name.
		return isVirtual(thread) ? ("virtual " + thread.getName()).strip() : thread.getName();
	}

	private static boolean isVirtual(Thread thread) {
		try {
			return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Since JDK 21.
	private static @Nullable MethodHandle isVirtual() {
		if (Runtime.version().feature() < 21) {
			return null;
		}
		try {
			return MethodHandles.publicLookup()
				.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
