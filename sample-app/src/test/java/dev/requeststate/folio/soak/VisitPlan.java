package dev.requeststate.folio.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Who comes next. The same seed gives the same visits. For one thread.
 */
final class VisitPlan {

	private static final int HUNDRED = 100;

	private final Random random;

	private final Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);

	VisitPlan(long seed) {
		this.random = new Random(seed);
	}

	/**
	 * The next visit.
	 */
	PlannedVisit next() {
		Kind kind = kind(this.random.nextInt(HUNDRED));
		return new PlannedVisit(kind, this.numbers.merge(kind, 1, Integer::sum), this.random.nextBoolean(),
				this.random.nextLong());
	}

	private static Kind kind(int percent) {
		int below = 0;
		for (Kind kind : Kind.values()) {
			below += kind.share;
			if (percent < below) {
				return kind;
			}
		}
		throw new IllegalStateException("The shares are no hundred");
	}

	/**
	 * What a visitor does, with its share in percent.
	 */
	enum Kind {

		/** Asks for the isolation page, in one of its modes. */
		ISOLATION(60),

		/** Asks for it, and goes away before it is there. */
		LEAVE(12),

		/** Looks at pages of the shop, and sometimes writes a review. */
		BROWSE(16),

		/** Fills a cart and orders it. */
		ORDER(12);

		private final int share;

		Kind(int share) {
			this.share = share;
		}

	}

	/**
	 * One visit.
	 *
	 * @param kind what the visitor does
	 * @param number which of its kind it is, from 1
	 * @param second whether it goes to the second instance, as long as that is there
	 * @param seed of what is random in it
	 */
	record PlannedVisit(Kind kind, int number, boolean second, long seed) {
	}

}
