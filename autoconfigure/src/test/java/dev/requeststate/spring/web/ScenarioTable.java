package dev.requeststate.spring.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of each scenario, by container and kind of thread, for people to read.
 */
final class ScenarioTable {

	private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();

	private final Set<String> columns = new LinkedHashSet<>();

	private final Map<Fault, Integer> totals = new EnumMap<>(Fault.class);

	private int requests;

	/**
	 * Say what became of the requests of one cell.
	 * @param row the scenario
	 * @param column the container and the kind of thread
	 * @param faults what is wrong with each of the requests
	 * @param closedBy what closed them
	 */
	void add(String row, String column, List<Set<Fault>> faults, String closedBy) {
		this.requests += faults.size();
		faults.forEach((some) -> some.forEach((fault) -> this.totals.merge(fault, 1, Integer::sum)));
		put(row, column, cell(faults, closedBy));
	}

	/**
	 * Say what became of the requests of a cell that is meant to go wrong, and is not
	 * counted.
	 */
	void addControl(String row, String column, List<Set<Fault>> faults, String closedBy) {
		put(row, column, cell(faults, closedBy) + " (control)");
	}

	/**
	 * Say that a scenario has to be looked at elsewhere.
	 */
	void addRemark(String row, String column, String remark) {
		put(row, column, remark);
	}

	private void put(String row, String column, String cell) {
		this.columns.add(column);
		this.cells.computeIfAbsent(row, (missing) -> new LinkedHashMap<>()).put(column, cell);
	}

	private static String cell(List<Set<Fault>> faults, String closedBy) {
		long well = faults.stream().filter(Set::isEmpty).count();
		List<String> parts = new ArrayList<>();
		if (well > 0 || faults.isEmpty()) {
			parts.add("ok " + well + "/" + faults.size());
		}
		for (Fault fault : Fault.values()) {
			long count = faults.stream().filter((some) -> some.contains(fault)).count();
			if (count > 0) {
				parts.add(fault + " " + count + "/" + faults.size());
			}
		}
		return String.join(", ", parts) + " " + closedBy;
	}

	/**
	 * How often a fault was found, the controls apart.
	 */
	int total(Fault fault) {
		return this.totals.getOrDefault(fault, 0);
	}

	void write(Path file) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, toString());
	}

	@Override
	public String toString() {
		List<List<String>> lines = new ArrayList<>();
		List<String> head = new ArrayList<>(List.of("scenario"));
		head.addAll(this.columns);
		lines.add(head);
		this.cells.forEach((row, cells) -> {
			List<String> line = new ArrayList<>(List.of(row));
			this.columns.forEach((column) -> line.add(cells.getOrDefault(column, "-")));
			lines.add(line);
		});
		List<Integer> widths = new ArrayList<>();
		for (int i = 0; i < head.size(); i++) {
			int column = i;
			widths.add(lines.stream().mapToInt((line) -> line.get(column).length()).max().orElse(0));
		}
		lines.add(1, widths.stream().map((width) -> String.join("", Collections.nCopies(width, "-"))).toList());
		String text = lines.stream().map((line) -> line(line, widths)).collect(Collectors.joining());
		return text + "\n" + this.requests + " requests, " + total(Fault.LEAK) + " leaks, " + total(Fault.EARLY_CLOSE)
				+ " early closes, " + total(Fault.DOUBLE_DESTROY) + " double destroys, " + total(Fault.WRONG_NUMBER)
				+ " wrong numbers of contexts, " + total(Fault.WRONG_DISPATCHES) + " wrong dispatches\n";
	}

	private static String line(List<String> cells, List<Integer> widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < cells.size(); i++) {
			line.append((i > 0) ? " | " : "").append(cells.get(i));
			line.append(" ".repeat(widths.get(i) - cells.get(i).length()));
		}
		return line.toString().stripTrailing() + "\n";
	}

}
