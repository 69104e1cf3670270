package dev.requeststate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.requeststate.benchmarks.report.Figure;

/**
 * Ratios by the row that they belong to, in the order in which the rows came first.
 */
final class RatioTable {

	private final Map<String, List<Double>> rows = new LinkedHashMap<>();

	/**
	 * Add the ratio of one pair.
	 */
	void add(String row, double measured, double base) {
		addRatio(row, measured / base);
	}

	/**
	 * Add the mean of the ratios of several pairs that have something in common, so that
	 * they count as one.
	 */
	void add(String row, List<Double> ratios) {
		addRatio(row, PairedRatios.of(ratios).mean());
	}

	private void addRatio(String row, double ratio) {
		this.rows.computeIfAbsent(row, (name) -> new ArrayList<>()).add(ratio);
	}

	/**
	 * Print all rows, and return them as figures.
	 * @param group the table of the report
	 */
	List<Figure> figures(String group) {
		List<Figure> figures = new ArrayList<>();
		this.rows.forEach((row, ratios) -> {
			PairedRatios paired = PairedRatios.of(ratios);
			System.out.printf("%s, with the library / without: %s%n", row, paired);
			figures.add(paired.figure(group, row));
		});
		return figures;
	}

}
