package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows in which somebody else takes less time or allocates less, and the ratios of
 * the other programs that are in favour of the others: those that are certain, and those
 * that may be due to the errors of the two.
 */
final class PeersAhead {

	// The cells of each row, by the JDK.
	private final Map<Row, Map<Integer, List<String>>> certain = new LinkedHashMap<>();

	private final Map<Row, Map<Integer, List<String>>> unclear = new LinkedHashMap<>();

	private final TreeSet<Integer> jdks = new TreeSet<>();

	private PeersAhead() {
	}

	static PeersAhead of(List<Measured> all) {
		PeersAhead ahead = new PeersAhead();
		for (Group group : Groups.ALL) {
			for (Measured measured : all) {
				measured.rows(group)
					.stream()
					.filter((row) -> group.side(row.method()) == Group.Side.OURS)
					.forEach((ours) -> ahead.compare(group, measured, ours));
			}
		}
		all.forEach(ahead::compareFigures);
		return ahead;
	}

	/**
	 * How many rows there are of which something is certain.
	 */
	int certainRows() {
		return this.certain.size();
	}

	/**
	 * How many rows there are of which something may be due to the errors.
	 */
	int unclearRows() {
		return this.unclear.size();
	}

	private void compare(Group group, Measured measured, JmhRow ours) {
		for (JmhRow peer : measured.rows(group)) {
			if (group.side(peer.method()) != Group.Side.PEER || !peer.parameters().equals(ours.parameters())) {
				continue;
			}
			String parameters = Names.parameters(ours.parameters());
			Row row = new Row(group.title() + (parameters.isEmpty() ? "" : ", " + parameters),
					Names.row(ours.method()) + " / " + Names.row(peer.method()));
			Interval ratio = ours.time().over(peer.time());
			if (ratio.value() > 1) {
				add(row, measured, ratio);
			}
			Long bytes = ours.wholeBytes();
			Long less = peer.wholeBytes();
			if (bytes != null && less != null && less < bytes) {
				cells(this.certain, row, measured).add(bytes + " / " + less + " bytes");
			}
		}
	}

	private void compareFigures(Measured measured) {
		for (Figure figure : measured.figures()) {
			boolean worse = FiguresSection.moreIsBetter(figure) ? figure.value() < 1 : figure.value() > 1;
			if (figure.unit().equals(Figure.RATIO) && worse) {
				add(new Row(FiguresSection.title(figure.group()), figure.row()), measured, figure.interval());
			}
		}
	}

	private void add(Row row, Measured measured, Interval ratio) {
		boolean unclear = ratio.low() <= 1 && ratio.high() >= 1;
		cells(unclear ? this.unclear : this.certain, row, measured).add(Numbers.withInterval(ratio));
	}

	private List<String> cells(Map<Row, Map<Integer, List<String>>> rows, Row row, Measured measured) {
		this.jdks.add(measured.jdk());
		return rows.computeIfAbsent(row, (key) -> new TreeMap<>())
			.computeIfAbsent(measured.jdk(), (key) -> new ArrayList<>());
	}

	Table certain() {
		return table(this.certain);
	}

	Table unclear() {
		return table(this.unclear);
	}

	private Table table(Map<Row, Map<Integer, List<String>>> rows) {
		List<String> heads = new ArrayList<>(List.of("", "ours / theirs"));
		this.jdks.forEach((jdk) -> heads.add("JDK " + jdk));
		Table table = new Table(heads);
		rows.forEach((row, byJdk) -> {
			List<String> cells = new ArrayList<>(List.of(row.group(), row.compared()));
			this.jdks.forEach((jdk) -> cells.add(String.join("; ", byJdk.getOrDefault(jdk, List.of()))));
			table.row(cells);
		});
		return table;
	}

	/**
	 * A row.
	 */
	private record Row(String group, String compared) {
	}

}
