package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.requeststate.benchmarks.report.Growth.Line;
import dev.requeststate.benchmarks.report.Growth.Point;
import dev.requeststate.benchmarks.report.Lines.Series;

/**
 * How costs grow, each with a plot and its points.
 */
final class GrowthSection {

	// Over two decades and more, noise does less than this to a slope.
	static final double NOISE = 0.1;

	/** The group of the figures that belong here. */
	static final String GROUP = "growth";

	private GrowthSection() {
	}

	static Set<String> titles(List<Measured> all) {
		return all.stream()
			.flatMap((measured) -> measured.growths().stream())
			.map(Growth::title)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	static String of(List<Measured> all) {
		if (titles(all).isEmpty()) {
			return "";
		}
		StringBuilder text = new StringBuilder(
				"""
						## Growth

						The exponent says how a cost grows: 0 not at all, 1 as fast as what it grows with. It is that of the power that fits all
						points best. Where the cost is that of one of many, all of them together grow faster than in proportion as soon
						as it is above 0.

						""");
		for (String title : titles(all)) {
			text.append("### ")
				.append(title)
				.append("\n\n![")
				.append(title)
				.append("](images/")
				.append(image(title))
				.append(")\n\n")
				.append(table(all, title))
				.append('\n');
		}
		if (all.stream().anyMatch((measured) -> measured.figures().stream().anyMatch(GrowthSection::isHere))) {
			text.append("### In numbers\n\n").append(FiguresSection.table(all, GROUP));
		}
		return text.toString();
	}

	private static boolean isHere(Figure figure) {
		return figure.group().equals(GROUP);
	}

	static String image(String title) {
		return "benchmarks-growth-" + Names.file(title) + ".svg";
	}

	static Lines plot(List<Measured> all, String title) {
		List<Series> series = new ArrayList<>();
		Growth any = null;
		for (Measured measured : all) {
			for (Growth growth : measured.growths()) {
				if (growth.title().equals(title)) {
					any = growth;
					growth.lines()
						.forEach((line) -> series.add(new Series(line.name(), measured.jdk(), line.points())));
				}
			}
		}
		if (any == null) {
			throw new IllegalArgumentException("Nothing was measured of '" + title + "'");
		}
		return new Lines(title, any.x(), any.y(), series);
	}

	/**
	 * The lines of ours that rise faster than in proportion: with an exponent above one,
	 * or above zero where the cost is that of one of many.
	 */
	static List<String> steep(List<Measured> all) {
		List<String> lines = new ArrayList<>();
		for (Measured measured : all) {
			for (Growth growth : measured.growths()) {
				for (Line line : growth.lines()) {
					double exponent = exponent(line.points());
					if (isOurs(line) && exponent > proportional(growth) + NOISE) {
						lines.add(growth.title() + ", " + line.name() + ": exponent " + Numbers.measured(exponent)
								+ " (JDK " + measured.jdk() + ")");
					}
				}
			}
		}
		return lines;
	}

	static boolean isOurs(Line line) {
		return !line.name().startsWith("Spring") && !line.name().endsWith("(floor)");
	}

	private static double proportional(Growth growth) {
		return growth.y().contains(" per ") ? 0 : 1;
	}

	private static Table table(List<Measured> all, String title) {
		Lines plot = plot(all, title);
		Set<Double> places = plot.series()
			.stream()
			.flatMap((series) -> series.points().stream())
			.map(Point::x)
			.sorted()
			.collect(Collectors.toCollection(LinkedHashSet::new));
		List<String> heads = new ArrayList<>(List.of(plot.y() + ", at " + plot.x()));
		places.forEach((place) -> heads.add(Numbers.of(place)));
		heads.add("exponent");
		Table table = new Table(heads);
		for (Series series : plot.series()) {
			Map<Double, Double> points = new TreeMap<>();
			series.points().forEach((point) -> points.put(point.x(), point.y()));
			List<String> cells = new ArrayList<>(List.of(series.name() + ", JDK " + series.jdk()));
			places.forEach((place) -> cells.add(points.containsKey(place) ? Numbers.measured(points.get(place)) : ""));
			double exponent = exponent(series.points());
			cells.add(Double.isNaN(exponent) ? "" : Numbers.measured(exponent));
			table.row(cells);
		}
		return table;
	}

	/**
	 * The slope of the straight line that fits the logarithms best, in the sense of least
	 * squares; not a number with fewer than two points above zero.
	 */
	static double exponent(List<Point> points) {
		List<Point> logs = points.stream()
			.filter((point) -> point.x() > 0 && point.y() > 0)
			.map((point) -> new Point(Math.log(point.x()), Math.log(point.y())))
			.toList();
		double meanX = logs.stream().mapToDouble(Point::x).average().orElse(0);
		double meanY = logs.stream().mapToDouble(Point::y).average().orElse(0);
		double spread = logs.stream().mapToDouble((point) -> Math.pow(point.x() - meanX, 2)).sum();
		double common = logs.stream().mapToDouble((point) -> (point.x() - meanX) * (point.y() - meanY)).sum();
		return (spread > 0) ? common / spread : Double.NaN;
	}

}
