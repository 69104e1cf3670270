package dev.requeststate.context;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two threads that do one thing each at the same moment, many times over. They meet by
 * spinning, so that they start within nanoseconds of each other where two cores are free;
 * where they are not, the duel ends early.
 */
public final class Duel {

	private static final int ROUNDS = 30_000;

	private static final int FEWEST_ROUNDS = 500;

	private static final long ENOUGH_NANOS = 2_000_000_000L;

	private static final long TOO_LONG_NANOS = 60_000_000_000L;

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
	 */
	public static void fight(Callable<Round> rounds) throws Throwable {
		fight(rounds, () -> true);
	}

	/**
	 * Fight until enough rounds, or enough time, are over, and the race has gone both
	 * ways: one that always goes one way tests nothing.
	 * @param rounds prepares a round
	 * @param bothWays whether it has
	 */
	public static void fight(Callable<Round> rounds, BooleanSupplier bothWays) throws Throwable {
		try (Workers workers = new Workers()) {
			Duel duel = new Duel();
			Future<Integer> second = workers.start("second", duel::second);
			int fought = duel.first(rounds, bothWays);
			assertThat(Workers.result(second)).isEqualTo(fought);
			assertThat(bothWays.getAsBoolean()).as("the race has gone both ways in %s rounds", fought).isTrue();
		}
	}

	private int first(Callable<Round> rounds, BooleanSupplier bothWays) throws Exception {
		Random random = new Random(1);
		long start = System.nanoTime();
		int fought = 0;
		while (true) {
			long elapsed = System.nanoTime() - start;
			boolean enough = fought >= ROUNDS || (fought >= FEWEST_ROUNDS && elapsed > ENOUGH_NANOS);
			if (elapsed > TOO_LONG_NANOS || (enough && bothWays.getAsBoolean())) {
				break;
			}
			Round round = rounds.call();
			this.current = round;
			meet();
			hesitate(random);
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
		Random random = new Random(2);
		int fought = 0;
		while (true) {
			meet();
			Round round = this.current;
			if (round == null) {
				return fought;
			}
			hesitate(random);
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

	// So that either thread is the first at times, and every distance between them
	// occurs.
	private static void hesitate(Random random) {
		for (int spins = random.nextInt(1 << random.nextInt(8)); spins > 0; spins--) {
			Thread.onSpinWait();
		}
	}

	/**
	 * What the two threads do, and what has to be true then.
	 */
	public record Round(Callable<?> first, Callable<?> second, Callable<?> check) {
	}

}
