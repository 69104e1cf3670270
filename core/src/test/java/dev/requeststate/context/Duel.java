package dev.requeststate.context;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two threads that do one thing each at the same moment, many times over. They meet by
 * spinning, so that they start within nanoseconds of each other where two cores are free;
 * where they are not, the duel ends early.
 */
final class Duel {

	private static final int ROUNDS = 30_000;

	private static final int FEWEST_ROUNDS = 500;

	private static final long ENOUGH_NANOS = 2_000_000_000L;

	private static final long BOUND_NANOS = 20_000_000_000L;

	private static final int SPINS = 5_000;

	private final AtomicInteger arrived = new AtomicInteger();

	// Written before the meeting at which the other thread reads it.
	private @Nullable Round current;

	private Duel() {
	}

	/**
	 * Fight until enough rounds, or enough time, are over.
	 * @param rounds prepares a round
	 * @return how many rounds there were
	 */
	static int fight(Callable<Round> rounds) throws Throwable {
		try (Workers workers = new Workers()) {
			Duel duel = new Duel();
			Future<Integer> second = workers.start("second", duel::second);
			int fought = duel.first(rounds);
			assertThat(Workers.result(second)).isEqualTo(fought).isGreaterThanOrEqualTo(FEWEST_ROUNDS);
			return fought;
		}
	}

	private int first(Callable<Round> rounds) throws Exception {
		long start = System.nanoTime();
		int fought = 0;
		while (fought < ROUNDS && System.nanoTime() - start < ENOUGH_NANOS) {
			Round round = rounds.call();
			this.current = round;
			meet();
			round.first().call();
			meet();
			round.check().call();
			fought++;
		}
		this.current = null;
		meet();
		return fought;
	}

	private int second() throws Exception {
		int fought = 0;
		while (true) {
			meet();
			Round round = this.current;
			if (round == null) {
				return fought;
			}
			round.second().call();
			fought++;
			meet();
		}
	}

	// Every meeting adds two. Nobody can arrive at the next one before both have seen
	// this one or have its number behind them.
	private void meet() {
		int mine = this.arrived.incrementAndGet();
		int all = mine + mine % 2;
		long start = System.nanoTime();
		for (int spins = 0; this.arrived.get() < all; spins++) {
			if (spins < SPINS) {
				Thread.onSpinWait();
				continue;
			}
			Thread.yield();
			if (Thread.interrupted() || System.nanoTime() - start > BOUND_NANOS) {
				throw new IllegalStateException("The other thread did not come: it failed, or stands still");
			}
		}
	}

	/**
	 * What the two threads do, and what has to be true then.
	 */
	record Round(Callable<?> first, Callable<?> second, Callable<?> check) {
	}

}
