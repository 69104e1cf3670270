package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The figures of the programs that are no JMH benchmarks, a table for each of their
 * groups.
 */
final class FiguresSection {

	private FiguresSection() {
	}

	/**
	 * Whether a larger figure is the better one, which is so for what is done in a time
	 * and for nothing else.
	 */
	static boolean moreIsBetter(Figure figure) {
		String row = figure.row().toLowerCase(Locale.ROOT);
		return row.contains("throughput") || row.contains("per second");
	}

	static String of(List<Measured> all) {
		Set<String> groups = new LinkedHashSet<>();
		all.forEach((measured) -> measured.figures().forEach((figure) -> groups.add(figure.group())));
		groups.remove(GrowthSection.GROUP);
		StringBuilder text = new StringBuilder();
		for (String group : groups) {
			text.append("## ").append(title(group)).append("\n\n").append(table(all, group)).append('\n');
		}
		return text.toString();
	}

	static Table table(List<Measured> all, String group) {
		List<String> heads = new ArrayList<>(List.of("", "unit"));
		all.forEach((measured) -> heads.add("JDK " + measured.jdk()));
		Table table = new Table(heads);
		Set<List<String>> rows = new LinkedHashSet<>();
		all.forEach((measured) -> measured.figures()
			.stream()
			.filter((figure) -> figure.group().equals(group))
			.forEach((figure) -> rows.add(List.of(figure.row(), unit(figure)))));
		for (List<String> row : rows) {
			List<String> cells = new ArrayList<>(row);
			for (Measured measured : all) {
				cells.add(measured.figures()
					.stream()
					.filter((figure) -> figure.group().equals(group) && figure.row().equals(row.get(0))
							&& unit(figure).equals(row.get(1)))
					.findFirst()
					.map(FiguresSection::cell)
					.orElse(""));
			}
			table.row(cells);
		}
		return table;
	}

	private static String cell(Figure figure) {
		Interval value = figure.interval();
		boolean unclear = figure.unit().equals(Figure.RATIO) && value.low() <= 1 && value.high() >= 1;
		return Numbers.withInterval(value) + (unclear ? ", inconclusive" : "");
	}

	private static String unit(Figure figure) {
		return figure.unit().equals(Figure.RATIO) ? "ours / theirs" : figure.unit();
	}

	static String title(String group) {
		String words = group.replace('-', ' ');
		return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
	}

}
