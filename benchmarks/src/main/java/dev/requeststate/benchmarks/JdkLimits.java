package dev.requeststate.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * The rows that need a later JDK than this: those whose method or parameter is named
 * after what only that has.
 *
 * @param jdk the feature version of this
 */
record JdkLimits(int jdk) {

	// As parts of names, in lower case.
	private static final Map<String, Integer> SINCE = Map.of("scopedvalue", 25, "virtual", 21);

	/**
	 * The methods that are left out, as JMH names them.
	 */
	List<String> methods(Collection<BenchmarkListEntry> rows) {
		return rows.stream().map(BenchmarkListEntry::getUsername).filter((name) -> isLater(method(name))).toList();
	}

	/**
	 * The parameters that have a value that is left out, with all values that are not.
	 */
	Map<String, List<String>> parameters(Collection<BenchmarkListEntry> rows) {
		Map<String, List<String>> left = new TreeMap<>();
		values(rows).forEach((name, values) -> {
			if (values.stream().anyMatch(this::isLater)) {
				left.put(name, values.stream().filter(Predicate.not(this::isLater)).toList());
			}
		});
		return left;
	}

	/**
	 * What is left out, a line for each.
	 */
	List<String> lines(Collection<BenchmarkListEntry> rows) {
		List<String> lines = new ArrayList<>();
		methods(rows).forEach((name) -> lines.add("Left out, needs JDK " + since(method(name)) + ": " + name));
		values(rows).forEach((name, values) -> values.stream()
			.filter(this::isLater)
			.forEach((value) -> lines.add("Left out, needs JDK " + since(value) + ": " + name + "=" + value)));
		return lines;
	}

	/**
	 * How many rows there are, each method with each of its values that is not left out.
	 */
	int count(Collection<BenchmarkListEntry> rows) {
		Set<String> left = Set.copyOf(methods(rows));
		return rows.stream()
			.filter((row) -> !left.contains(row.getUsername()))
			.mapToInt((row) -> parametersOf(row).values()
				.stream()
				.mapToInt((values) -> (int) Arrays.stream(values).filter(Predicate.not(this::isLater)).count())
				.reduce(1, (all, more) -> all * more))
			.sum();
	}

	private static Map<String, Set<String>> values(Collection<BenchmarkListEntry> rows) {
		Map<String, Set<String>> values = new TreeMap<>();
		rows.forEach((row) -> parametersOf(row)
			.forEach((name, some) -> values.computeIfAbsent(name, (key) -> new TreeSet<>()).addAll(List.of(some))));
		return values;
	}

	private static Map<String, String[]> parametersOf(BenchmarkListEntry row) {
		return row.getParams().orElse(Map.of());
	}

	private static String method(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	private boolean isLater(String name) {
		return since(name) > this.jdk;
	}

	private static int since(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return SINCE.entrySet()
			.stream()
			.filter((limit) -> lower.contains(limit.getKey()))
			.mapToInt(Map.Entry::getValue)
			.max()
			.orElse(0);
	}

}
