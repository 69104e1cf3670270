package dev.requeststate.benchmarks.report;

import java.util.Locale;

/**
 * What became of a target.
 */
enum Verdict {

	/** The whole interval is on the right side of the limit. */
	MET,

	/** The whole interval is on the wrong side. */
	MISSED,

	/** The limit is inside of the interval. */
	INCONCLUSIVE,

	/** There is no such row. */
	NOT_MEASURED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
