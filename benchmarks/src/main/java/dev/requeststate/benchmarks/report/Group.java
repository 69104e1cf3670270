package dev.requeststate.benchmarks.report;

import java.util.Set;

/**
 * A table of the report that is made of the rows of JMH benchmarks.
 *
 * @param title its heading
 * @param benchmarks the simple names of the classes
 * @param base the method that the ratios are relative to
 * @param floors what is measured for comparison and is no peer: nobody could use it
 * instead
 * @param about what one operation is
 */
record Group(String title, Set<String> benchmarks, String base, Set<String> floors, String about) {

	/**
	 * Whose a row is.
	 */
	enum Side {

		OURS, PEER, FLOOR

	}

	Side side(String method) {
		if (this.floors.contains(method)) {
			return Side.FLOOR;
		}
		return (method.startsWith("requestState") || method.startsWith("requestLocal")) ? Side.OURS : Side.PEER;
	}

	/**
	 * The name of its chart's file.
	 */
	String image() {
		return "benchmarks-" + Names.file(this.title) + ".svg";
	}

}
