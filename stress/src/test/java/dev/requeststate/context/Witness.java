package dev.requeststate.context;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * A value that tells what became of it.
 * <p>
 * Nothing in it is final, so that only the library can have published it safely: a thread
 * that gets it too early finds it without its name.
 */
final class Witness {

	private static final AtomicIntegerFieldUpdater<Witness> DESTROYED = AtomicIntegerFieldUpdater
		.newUpdater(Witness.class, "destroyed");

	private @Nullable String name;

	private volatile int destroyed;

	Witness(String name) {
		this.name = name;
	}

	void destroy() {
		DESTROYED.incrementAndGet(this);
	}

	/**
	 * The name of a value, {@code none} where there is no value, or {@code torn} where it
	 * was seen before it was whole.
	 */
	static String name(@Nullable Witness witness) {
		if (witness == null) {
			return "none";
		}
		String name = witness.name;
		return (name != null) ? name : "torn";
	}

	/**
	 * What became of a value: {@code unmade}, {@code alive}, {@code destroyed}, or how
	 * often it was destroyed.
	 */
	static String fate(@Nullable Witness witness) {
		if (witness == null) {
			return "unmade";
		}
		return switch (witness.destroyed) {
			case 0 -> "alive";
			case 1 -> "destroyed";
			default -> "destroyed " + witness.destroyed + " times";
		};
	}

}
