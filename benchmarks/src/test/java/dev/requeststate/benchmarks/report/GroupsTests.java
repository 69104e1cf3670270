package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the report calls by name is there, and what is there has a name.
 */
class GroupsTests {

	private final Measured all = new Measured(25, rows(), List.of(), List.of(), Map.of());

	@Test
	void everyTableHasRowsAndItsBaseInEachCase() {
		for (Group group : Groups.ALL) {
			assertThat(this.all.rows(group)).as(group.title())
				.extracting(JmhRow::benchmark)
				.containsAll(group.benchmarks());
			assertThat(this.all.cases(group)).as(group.title())
				.isNotEmpty()
				.allMatch((parameters) -> this.all.row(group, group.base(), parameters).isPresent());
			assertThat(methods(group)).as(group.title()).containsAll(group.floors());
		}
	}

	@Test
	void everyTableHasRowsOfOursAndOfPeers() {
		for (Group group : Groups.ALL) {
			assertThat(methods(group)).as(group.title())
				.anyMatch((method) -> group.side(method) == Group.Side.OURS)
				.anyMatch((method) -> group.side(method) == Group.Side.PEER);
		}
	}

	@Test
	void everyRowAndEveryCaseHasANameAndNoOther() {
		Set<String> methods = Groups.ALL.stream()
			.flatMap((group) -> methods(group).stream())
			.collect(Collectors.toSet());
		assertThat(Groups.LABELS.keySet()).containsExactlyInAnyOrderElementsOf(methods);
		Set<String> cases = Groups.ALL.stream()
			.flatMap((group) -> this.all.cases(group).stream())
			.flatMap((parameters) -> parameters.entrySet().stream())
			.map(Map.Entry::toString)
			.collect(Collectors.toSet());
		assertThat(Groups.PARAMETERS.keySet()).containsExactlyInAnyOrderElementsOf(cases);
	}

	@Test
	void everyTargetOfABenchmarkIsHeldAgainstOne() {
		assertThat(TargetsSection.notMeasured(List.of(this.all))).extracting(Target::text)
			.allMatch((text) -> text.contains("the sample") || text.contains("a page") || text.contains("heap")
					|| text.contains("Dependencies") || text.contains("before JDK 25"))
			.hasSize(7);
	}

	private Set<String> methods(Group group) {
		return this.all.rows(group).stream().map(JmhRow::method).collect(Collectors.toSet());
	}

	private static List<JmhRow> rows() {
		List<JmhRow> rows = new ArrayList<>();
		for (BenchmarkListEntry entry : BenchmarkList.defaultList()
			.getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())) {
			String name = entry.getUsername();
			String benchmark = name.substring(0, name.lastIndexOf('.'));
			for (Map<String, String> parameters : combinations(entry.getParams().orElse(Map.of()))) {
				rows.add(new JmhRow(benchmark.substring(benchmark.lastIndexOf('.') + 1),
						name.substring(name.lastIndexOf('.') + 1), parameters, Interval.of(10, 1), 0.0));
			}
		}
		return rows;
	}

	private static List<Map<String, String>> combinations(Map<String, String[]> parameters) {
		List<Map<String, String>> combinations = List.of(Map.of());
		for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
			List<Map<String, String>> longer = new ArrayList<>();
			for (Map<String, String> combination : combinations) {
				for (String value : parameter.getValue()) {
					Map<String, String> one = new TreeMap<>(combination);
					one.put(parameter.getKey(), value);
					longer.add(one);
				}
			}
			combinations = longer;
		}
		return combinations;
	}

}
