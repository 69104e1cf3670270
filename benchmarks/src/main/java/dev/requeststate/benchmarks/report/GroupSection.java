package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.requeststate.benchmarks.report.Bars.Bar;
import dev.requeststate.benchmarks.report.Bars.Section;

/**
 * The table and the chart of one group.
 */
final class GroupSection {

	private GroupSection() {
	}

	static boolean isMeasured(List<Measured> all, Group group) {
		return all.stream().anyMatch((measured) -> !measured.rows(group).isEmpty());
	}

	static String of(List<Measured> all, Group group) {
		StringBuilder text = new StringBuilder("## " + group.title() + "\n\n" + group.about() + "\n\n![" + group.title()
				+ "](images/" + group.image() + ")\n\n");
		for (Map<String, String> parameters : cases(all, group)) {
			if (!parameters.isEmpty()) {
				text.append("### ")
					.append(group.title())
					.append(", ")
					.append(Names.parameters(parameters))
					.append("\n\n");
			}
			text.append(table(all, group, parameters)).append('\n');
		}
		return text.toString();
	}

	static Bars chart(List<Measured> all, Group group) {
		Unit unit = Unit.of(all, group);
		List<Section> sections = new ArrayList<>();
		for (Map<String, String> parameters : cases(all, group)) {
			List<Bar> bars = new ArrayList<>();
			for (String method : methods(all, group, parameters)) {
				Map<Integer, Double> values = new TreeMap<>();
				all.forEach((measured) -> measured.row(group, method, parameters)
					.ifPresent((row) -> values.put(measured.jdk(), row.time().dividedBy(unit.nanoseconds()).value())));
				bars.add(new Bar(Names.row(method).replace("`", ""), group.side(method), values));
			}
			sections.add(new Section(Names.parameters(parameters), bars));
		}
		return new Bars(group.title() + ": " + unit.words() + ", the fewer the better", sections);
	}

	private static Set<Map<String, String>> cases(List<Measured> all, Group group) {
		Set<Map<String, String>> cases = new LinkedHashSet<>();
		all.forEach((measured) -> cases.addAll(measured.cases(group)));
		return cases;
	}

	// The fastest first, on the newest JDK that has the row.
	private static List<String> methods(List<Measured> all, Group group, Map<String, String> parameters) {
		Map<String, Double> times = new LinkedHashMap<>();
		all.forEach((measured) -> measured.rows(group)
			.stream()
			.filter((row) -> row.parameters().equals(parameters))
			.forEach((row) -> times.put(row.method(), row.time().value())));
		return times.entrySet()
			.stream()
			.sorted(Comparator.comparingDouble(Map.Entry::getValue))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static Table table(List<Measured> all, Group group, Map<String, String> parameters) {
		Unit unit = Unit.of(all, group);
		List<String> heads = new ArrayList<>(List.of(""));
		for (Measured measured : all) {
			heads.addAll(
					List.of("JDK " + measured.jdk() + ", " + unit.symbol(), "bytes", "x " + Names.row(group.base())));
		}
		Table table = new Table(heads);
		for (String method : methods(all, group, parameters)) {
			String name = Names.row(method);
			List<String> cells = new ArrayList<>();
			cells.add((group.side(method) == Group.Side.OURS) ? "**" + name + "**" : name);
			for (Measured measured : all) {
				cells.addAll(cells(measured, group, method, parameters, unit));
			}
			table.row(cells);
		}
		return table;
	}

	private static List<String> cells(Measured measured, Group group, String method, Map<String, String> parameters,
			Unit unit) {
		return measured.row(group, method, parameters).map((row) -> {
			Long bytes = row.wholeBytes();
			return List.of(Numbers.withError(row.time().dividedBy(unit.nanoseconds())),
					(bytes != null) ? Numbers.of(bytes) : "",
					measured.row(group, group.base(), parameters)
						.map((base) -> Numbers.measured(row.time().over(base.time()).value()))
						.orElse(""));
		}).orElse(List.of("", "", ""));
	}

	/**
	 * The unit of a group's times.
	 *
	 * @param nanoseconds how long it is
	 * @param words its name
	 * @param symbol its symbol
	 */
	private record Unit(double nanoseconds, String words, String symbol) {

		private static final double MANY = 10_000;

		/**
		 * Nanoseconds, or microseconds where each time is many of these.
		 */
		static Unit of(List<Measured> all, Group group) {
			boolean many = all.stream()
				.flatMap((measured) -> measured.rows(group).stream())
				.allMatch((row) -> row.time().value() >= MANY);
			return many ? new Unit(1000, "microseconds", "µs") : new Unit(1, "nanoseconds", "ns");
		}

	}

}
