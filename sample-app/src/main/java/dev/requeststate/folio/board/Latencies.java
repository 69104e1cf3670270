package dev.requeststate.folio.board;

import java.util.List;

/**
 * How long answers took, in nanoseconds, from the shortest to the longest.
 *
 * @param sorted the times
 */
record Latencies(List<Long> sorted) {

	/**
	 * Of those requests that were answered at all.
	 */
	static Latencies of(List<Outcome> outcomes) {
		return new Latencies(outcomes.stream().map(Outcome::took).filter((took) -> took > 0).sorted().toList());
	}

	boolean isEmpty() {
		return this.sorted.isEmpty();
	}

	/**
	 * The time in which so many percent of the answers had come; zero if none has.
	 * @param percent more than 0, and 100 for all
	 */
	long percentile(int percent) {
		if (this.sorted.isEmpty()) {
			return 0;
		}
		int rank = (int) Math.ceil(this.sorted.size() * percent / 100.0);
		return this.sorted.get(Math.max(1, rank) - 1);
	}

}
