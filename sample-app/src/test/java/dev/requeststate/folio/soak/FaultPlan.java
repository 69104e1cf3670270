package dev.requeststate.folio.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Which fault comes when. In every seven, each comes at least once. The same seed gives
 * the same plan. For one thread.
 */
final class FaultPlan {

	/** The faults of one round, in no order. */
	static final List<Fault> ROUND = List.of(Fault.CLIENT_RESETS, Fault.CLIENT_RESETS, Fault.FULL_POOLS,
			Fault.FULL_POOLS, Fault.POSTGRES_RESTART, Fault.REDIS_RESTART, Fault.INSTANCE_KILL);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(12);

	private final Random random;

	private final Duration pause;

	private final Deque<Fault> round = new ArrayDeque<>();

	/**
	 * Creates a plan.
	 * @param seed of what is random
	 * @param duration of the run; a short one has its faults in quicker succession
	 */
	FaultPlan(long seed, Duration duration) {
		this.random = new Random(seed);
		Duration share = duration.dividedBy(ROUND.size() * 2L);
		this.pause = (share.compareTo(LONGEST_PAUSE) < 0) ? share : LONGEST_PAUSE;
	}

	/**
	 * The next fault.
	 */
	PlannedFault next() {
		if (this.round.isEmpty()) {
			List<Fault> dealt = new ArrayList<>(ROUND);
			Collections.shuffle(dealt, this.random);
			this.round.addAll(dealt);
		}
		long pauseMillis = this.pause.toMillis() / 2 + this.random.nextLong(this.pause.toMillis() + 1);
		return new PlannedFault(this.round.remove(), Duration.ofMillis(pauseMillis), this.random.nextLong());
	}

	/**
	 * One fault.
	 *
	 * @param fault what goes wrong
	 * @param pause how long after the end of the one before
	 * @param seed of what is random in it
	 */
	record PlannedFault(Fault fault, Duration pause, long seed) {
	}

}
