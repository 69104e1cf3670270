package dev.requeststate.benchmarks.report;

import java.util.List;

/**
 * How a cost grows.
 *
 * @param title what costs, as in {@code A call}
 * @param x what grows, as in {@code request locals defined}
 * @param y the unit of the cost, as in {@code ns per call}
 * @param lines one for each system or kind
 */
public record Growth(String title, String x, String y, List<Line> lines) {

	/**
	 * One line of the plot.
	 *
	 * @param name whose
	 * @param points where, in the order of {@code x}
	 */
	public record Line(String name, List<Point> points) {

	}

	/**
	 * One measured point.
	 *
	 * @param x how much there was
	 * @param y what it cost
	 */
	public record Point(double x, double y) {

	}

}
