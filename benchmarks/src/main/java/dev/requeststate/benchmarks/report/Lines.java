package dev.requeststate.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.requeststate.benchmarks.report.Growth.Point;
import dev.requeststate.benchmarks.report.Svg.Anchor;

/**
 * Lines with both axes logarithmic, each with its name at its end: a cost in proportion
 * rises as steeply as the grid's diagonal, one that does not grow is flat.
 *
 * @param title what it shows
 * @param x what grows
 * @param y the unit of the cost
 * @param series the lines
 */
record Lines(String title, String x, String y, List<Series> series) {

	private static final int WIDTH = 880;

	private static final int HEIGHT = 400;

	private static final int LEFT = 70;

	private static final int RIGHT = 520;

	private static final int TOP = 70;

	private static final int BOTTOM = 350;

	private static final int LINE = 15;

	private static final double ROOM = 1.3;

	// Less than a decade would make noise look like growth.
	private static final double DECADE = 10;

	/**
	 * A line.
	 *
	 * @param name whose
	 * @param jdk on which JDK
	 * @param points from the left
	 */
	record Series(String name, int jdk, List<Point> points) {

	}

	String svg() {
		LogScale across = scale(Point::x, 1, 1, LEFT, RIGHT);
		LogScale up = scale(Point::y, ROOM, DECADE, BOTTOM, TOP);
		TreeSet<Integer> jdks = this.series.stream().map(Series::jdk).collect(Collectors.toCollection(TreeSet::new));
		List<String> names = this.series.stream().map(Series::name).distinct().toList();
		Svg svg = new Svg(WIDTH, HEIGHT, this.title);
		svg.text(16, 22, Anchor.START, "title", this.title);
		svg.text(16, 40, Anchor.START, "muted", this.y + ", both axes logarithmic. " + legend(jdks));
		for (double mark : across.marks()) {
			svg.line(across.place(mark), TOP, across.place(mark), BOTTOM, "grid");
			svg.text(across.place(mark), BOTTOM + 17, Anchor.MIDDLE, "muted", Numbers.of(mark));
		}
		for (double mark : up.marks()) {
			svg.line(LEFT, up.place(mark), RIGHT, up.place(mark), "grid");
			svg.text(LEFT - 8, up.place(mark) + 4, Anchor.END, "muted", Numbers.of(mark));
		}
		svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 37, Anchor.MIDDLE, "muted", this.x);
		for (Series line : this.series) {
			String style = "c" + names.indexOf(line.name()) % Svg.COLOURS;
			svg.path(path(line, across, up), (line.jdk() == jdks.last()) ? style : style + " older");
		}
		names(svg, names, across, up);
		return svg.end();
	}

	private LogScale scale(ToDoubleFunction<Point> value, double room, double least, double start, double end) {
		double[] values = this.series.stream()
			.flatMap((line) -> line.points().stream())
			.mapToDouble(value)
			.filter((number) -> number > 0)
			.toArray();
		double low = DoubleStream.of(values).min().orElse(1) / room;
		double high = DoubleStream.of(values).max().orElse(1) * room;
		double missing = Math.max(1, Math.sqrt(least * low / high));
		return new LogScale(low / missing, high * missing, start, end);
	}

	private static String path(Series line, LogScale across, LogScale up) {
		return line.points()
			.stream()
			.map((point) -> Svg.number(across.place(point.x())) + " " + Svg.number(up.place(point.y())))
			.collect(Collectors.joining(" L", "M", ""));
	}

	// From the top, each at the end of its line or below the one before.
	private void names(Svg svg, List<String> names, LogScale across, LogScale up) {
		List<Series> ends = names.stream()
			.map((name) -> this.series.stream()
				.filter((line) -> line.name().equals(name))
				.max(Comparator.comparing(Series::jdk))
				.orElseThrow())
			.sorted(Comparator.comparingDouble((line) -> up.place(last(line).y())))
			.toList();
		double[] places = ends.stream().mapToDouble((line) -> up.place(last(line).y())).toArray();
		IntStream.range(1, places.length).forEach((i) -> places[i] = Math.max(places[i], places[i - 1] + LINE));
		for (int i = 0; i < places.length; i++) {
			Series line = ends.get(i);
			double end = across.place(last(line).x());
			svg.path(
					"M" + Svg.number(end + 3) + " " + Svg.number(up.place(last(line).y())) + " L"
							+ Svg.number(RIGHT + 18) + " " + Svg.number(places[i]),
					"c" + names.indexOf(line.name()) % Svg.COLOURS);
			svg.text(RIGHT + 22, places[i] + 4, Anchor.START, "", line.name());
		}
	}

	private static Point last(Series line) {
		return line.points().get(line.points().size() - 1);
	}

	private static String legend(TreeSet<Integer> jdks) {
		return (jdks.size() == 1) ? "JDK " + jdks.first() : "JDK " + jdks.last() + ", dashed: JDK "
				+ jdks.headSet(jdks.last()).stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
