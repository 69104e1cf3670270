package dev.requeststate.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.requeststate.benchmarks.report.Svg.Anchor;

/**
 * Horizontal bars on a logarithmic axis, one below the other, each with its number; for
 * each row one bar for each JDK.
 *
 * @param title what it shows
 * @param sections the bars, under headings of their own
 */
record Bars(String title, List<Section> sections) {

	private static final int WIDTH = 790;

	private static final int LABELS = 310;

	private static final int RIGHT = 710;

	private static final int TOP = 50;

	private static final int BAR = 13;

	private static final int GAP = 8;

	private static final int HEADING = 26;

	private static final int AXIS = 24;

	// Below the lowest, so that its bar has a length.
	private static final double BELOW_LOWEST = 1.5;

	/**
	 * Bars under one heading.
	 *
	 * @param heading may be empty
	 * @param bars from the top
	 */
	record Section(String heading, List<Bar> bars) {

	}

	/**
	 * A row.
	 *
	 * @param label what it is
	 * @param side whose
	 * @param values by JDK, above zero
	 */
	record Bar(String label, Group.Side side, Map<Integer, Double> values) {

		private int height() {
			return this.values.size() * BAR + GAP;
		}

	}

	String svg() {
		int height = TOP + AXIS
				+ this.sections.stream()
					.mapToInt((section) -> heading(section) + section.bars().stream().mapToInt(Bar::height).sum())
					.sum();
		TreeSet<Double> values = this.sections.stream()
			.flatMap((section) -> section.bars().stream())
			.flatMap((bar) -> bar.values().values().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		LogScale scale = new LogScale(values.first() / BELOW_LOWEST, values.last(), LABELS, RIGHT);
		TreeSet<Integer> jdks = this.sections.stream()
			.flatMap((section) -> section.bars().stream())
			.flatMap((bar) -> bar.values().keySet().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		Svg svg = new Svg(WIDTH, height, this.title);
		svg.text(16, 22, Anchor.START, "title", this.title);
		svg.text(16, 40, Anchor.START, "muted", legend(jdks) + ". The axis is logarithmic.");
		for (double mark : scale.marks()) {
			svg.line(scale.place(mark), TOP, scale.place(mark), height - AXIS, "grid");
			svg.text(scale.place(mark), height - AXIS + 15, Anchor.MIDDLE, "muted", Numbers.of(mark));
		}
		int y = TOP;
		for (Section section : this.sections) {
			if (!section.heading().isEmpty()) {
				svg.text(16, y + HEADING - 8, Anchor.START, "section", section.heading());
			}
			y += heading(section);
			for (Bar bar : section.bars()) {
				draw(svg, scale, bar, y, jdks.last());
				y += bar.height();
			}
		}
		return svg.end();
	}

	private static int heading(Section section) {
		return section.heading().isEmpty() ? 0 : HEADING;
	}

	private static void draw(Svg svg, LogScale scale, Bar bar, int top, int newest) {
		int y = top + GAP / 2;
		svg.text(LABELS - 8, y + bar.values().size() * BAR / 2.0 + 4, Anchor.END, "", bar.label());
		for (Map.Entry<Integer, Double> value : bar.values().entrySet()) {
			String style = bar.side().name().toLowerCase(Locale.ROOT);
			double end = scale.place(value.getValue());
			svg.rectangle(LABELS, y, end - LABELS, BAR - 1, (value.getKey() == newest) ? style : style + " older");
			svg.text(end + 4, y + BAR - 2, Anchor.START, (value.getKey() == newest) ? "" : "muted",
					Numbers.measured(value.getValue()));
			y += BAR;
		}
	}

	private static String legend(TreeSet<Integer> jdks) {
		return (jdks.size() == 1) ? "JDK " + jdks.first() : "Full colour: JDK " + jdks.last() + ", pale: JDK "
				+ jdks.headSet(jdks.last()).stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
