package dev.requeststate.retained;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What was said of a retained value.
 *
 * @param <T> the type of the value
 * @param key its name
 * @param type its type
 * @param initializer makes it
 * @param retention what becomes of it at a restart
 * @param definer the class that defines it
 * @param place where that class does so
 */
record Definition<T>(String key, Class<T> type, Supplier<? extends T> initializer, Retention retention,
		Class<?> definer, StackTraceElement place) {

	private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	/**
	 * A definition by whoever calls {@link RetainedState}.
	 */
	static <T> Definition<T> of(String key, Class<T> type, Supplier<? extends T> initializer, Retention retention) {
		return STACK.walk((frames) -> frames
			.filter((frame) -> frame.getDeclaringClass() != Definition.class
					&& frame.getDeclaringClass() != RetainedState.class)
			.findFirst()
			.map((frame) -> new Definition<>(key, type, initializer, retention, frame.getDeclaringClass(),
					// Without the name of its class loader.
					new StackTraceElement(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
							frame.getLineNumber())))
			.orElseThrow());
	}

	/**
	 * Make a value.
	 */
	T initialize() {
		T value = this.initializer.get();
		if (value == null) {
			throw new IllegalStateException("The initializer of retained state " + describe() + ", returned null");
		}
		return this.type.cast(value);
	}

	/**
	 * Whether a generation can work with what was defined.
	 */
	boolean isOf(Generation generation) {
		return generation.has(this.definer) && generation.has(this.type) && generation.has(this.initializer.getClass());
	}

	/**
	 * The class loader of the application that this belongs to, if that can be restarted.
	 */
	@Nullable ClassLoader restartLoader() {
		for (Class<?> each : new Class<?>[] { this.definer, this.type, this.initializer.getClass() }) {
			ClassLoader loader = RestartLoaders.of(each.getClassLoader());
			if (loader != null) {
				return loader;
			}
		}
		return null;
	}

	/**
	 * The key, and where it was defined.
	 */
	String describe() {
		return "'" + this.key + "', defined at " + this.place;
	}

	String details() {
		return "with type " + this.type.getTypeName() + " and " + this.retention + " at " + this.place;
	}

}
