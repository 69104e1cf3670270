package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every target with what became of it.
 */
final class TargetsSection {

	/**
	 * One target on one JDK.
	 *
	 * @param target the target
	 * @param text what is limited, with the name of what was measured
	 * @param jdk the feature version
	 * @param value what was measured
	 * @param verdict what became of it
	 */
	record Outcome(Target target, String text, int jdk, Interval value, Verdict verdict) {

		String limit() {
			return this.target.limitText();
		}

	}

	private TargetsSection() {
	}

	/**
	 * What became of all targets that there is a value for.
	 */
	static List<Outcome> outcomes(List<Measured> all) {
		List<Outcome> outcomes = new ArrayList<>();
		for (Target target : Targets.ALL) {
			for (Measured measured : all) {
				if (target.jdks().test(measured.jdk())) {
					target.values()
						.apply(measured)
						.forEach((name, value) -> outcomes.add(
								new Outcome(target, text(target, name), measured.jdk(), value, target.verdict(value))));
				}
			}
		}
		return outcomes;
	}

	/**
	 * The targets that nothing was measured for, on any JDK.
	 */
	static List<Target> notMeasured(List<Measured> all) {
		return Targets.ALL.stream()
			.filter((target) -> all.stream()
				.noneMatch(
						(measured) -> target.jdks().test(measured.jdk()) && !target.values().apply(measured).isEmpty()))
			.toList();
	}

	private static String text(Target target, String name) {
		if (name.isEmpty() || target.text().endsWith(" of")) {
			return (target.text() + " " + name).strip();
		}
		return target.text() + ": " + name;
	}

	static String of(List<Measured> all) {
		List<String> heads = new ArrayList<>(List.of("target", "limit"));
		all.forEach((measured) -> heads.add("JDK " + measured.jdk()));
		Table table = new Table(heads);
		List<Outcome> outcomes = outcomes(all);
		Set<List<String>> rows = new LinkedHashSet<>();
		outcomes.forEach((outcome) -> rows.add(List.of(outcome.text(), outcome.limit())));
		for (List<String> row : rows) {
			List<String> cells = new ArrayList<>(row);
			for (Measured measured : all) {
				cells.add(outcomes.stream()
					.filter((outcome) -> outcome.jdk() == measured.jdk() && outcome.text().equals(row.get(0))
							&& outcome.limit().equals(row.get(1)))
					.findFirst()
					.map((outcome) -> Numbers.withInterval(outcome.value()) + ", " + bold(outcome.verdict()))
					.orElse(""));
			}
			table.row(cells);
		}
		for (Target target : notMeasured(all)) {
			List<String> cells = new ArrayList<>(List.of(target.text(), target.limitText()));
			all.forEach((measured) -> cells.add(Verdict.NOT_MEASURED.toString()));
			table.row(cells);
		}
		return "## Targets\n\nSet before anything was measured, as ratios of rows of one run. An interval that has the limit "
				+ "in it is inconclusive.\n\n" + table;
	}

	private static String bold(Verdict verdict) {
		return (verdict == Verdict.MET) ? verdict.toString() : "**" + verdict + "**";
	}

}
