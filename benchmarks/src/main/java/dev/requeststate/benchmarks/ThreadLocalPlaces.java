package dev.requeststate.benchmarks;

import java.util.Random;
import java.util.function.Supplier;

/**
 * Gives a thread local another place in the threads' tables in each fork.
 * <p>
 * A thread keeps its thread locals in a small hash table; the hash is the number of
 * thread locals that were made before. One whose place is taken costs a nanosecond or two
 * more to read, for as long as the process lives. Who has that bad luck is to be neither
 * ours nor the peers' part in a comparison, so it is drawn anew for everybody and
 * averaged over the forks.
 */
final class ThreadLocalPlaces {

	private static final int PLACES = 16;

	private ThreadLocalPlaces() {
	}

	static <T> T anywhere(Supplier<T> maker) {
		for (int i = new Random().nextInt(PLACES); i > 0; i--) {
			new ThreadLocal<>();
		}
		return maker.get();
	}

}
