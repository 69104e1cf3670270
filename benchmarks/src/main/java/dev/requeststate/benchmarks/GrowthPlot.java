package dev.requeststate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.requeststate.benchmarks.report.Growth;
import dev.requeststate.benchmarks.report.Growth.Line;
import dev.requeststate.benchmarks.report.Growth.Point;

/**
 * A plot that is being measured, point by point. A point that is measured several times
 * is the mean of all.
 */
final class GrowthPlot {

	private final String title;

	private final String x;

	private final String y;

	private final Map<String, Map<Double, List<Double>>> lines = new LinkedHashMap<>();

	GrowthPlot(String title, String x, String y) {
		this.title = title;
		this.x = x;
		this.y = y;
	}

	void add(String line, double x, double y) {
		this.lines.computeIfAbsent(line, (name) -> new TreeMap<>())
			.computeIfAbsent(x, (point) -> new ArrayList<>())
			.add(y);
		System.out.printf(Locale.ROOT, "%s: %s, %,.0f %s: %,.1f %s%n", this.title, line, x, this.x, y, this.y);
	}

	/**
	 * What one point is, the mean of what was measured.
	 */
	double at(String line, double x) {
		return mean(Checks.present(Checks.present(this.lines.get(line)).get(x)));
	}

	Growth growth() {
		return new Growth(this.title, this.x, this.y,
				this.lines.entrySet()
					.stream()
					.map((line) -> new Line(line.getKey(), points(line.getValue())))
					.toList());
	}

	private static List<Point> points(Map<Double, List<Double>> measured) {
		return measured.entrySet().stream().map((point) -> new Point(point.getKey(), mean(point.getValue()))).toList();
	}

	private static double mean(List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
	}

}
