package dev.requeststate.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What all reports together say: whether enough mutants were killed, and whether exactly
 * those survived that are explained.
 *
 * @param problems what has to be mended, nothing if all is well
 * @param figure the result in one line
 */
record Verdict(List<String> problems, String figure) {

	private static final int KILLED_AT_LEAST = 85;

	/**
	 * Judge mutants.
	 * @param parts the mutants of each part of the library, by its name
	 * @param explanations the mutants that may survive
	 */
	static Verdict on(Map<String, List<Mutant>> parts, Explanations explanations) {
		List<String> problems = new ArrayList<>();
		parts.forEach((part, mutants) -> judgeShare(part, mutants, problems));
		List<Mutant> all = parts.values().stream().flatMap(List::stream).toList();
		judgeSurvivors(all, explanations.mutants(), problems);
		judgeExplanations(all, explanations.mutants(), problems);
		String figures = parts.entrySet()
			.stream()
			.map((part) -> figure(part.getKey(), part.getValue()))
			.collect(Collectors.joining(", "));
		int explained = explanations.mutants().values().stream().mapToInt(Integer::intValue).sum();
		return new Verdict(List.copyOf(problems), figures + ", " + explained + " explained");
	}

	private static void judgeShare(String part, List<Mutant> mutants, List<String> problems) {
		if (mutants.isEmpty() || count(mutants, Fate.SURVIVED) * 100 > mutants.size() * (100 - KILLED_AT_LEAST)) {
			problems.add("Less than " + KILLED_AT_LEAST + " % were killed: " + figure(part, mutants));
		}
	}

	private static void judgeSurvivors(List<Mutant> mutants, Map<Change, Integer> explained, List<String> problems) {
		Map<Change, List<Integer>> survivors = new TreeMap<>();
		mutants.stream()
			.filter((mutant) -> mutant.fate() == Fate.SURVIVED)
			.forEach((mutant) -> survivors.computeIfAbsent(mutant.change(), (change) -> new ArrayList<>())
				.add(mutant.line()));
		survivors.forEach((change, lines) -> {
			if (lines.size() > explained.getOrDefault(change, 0)) {
				problems.add("Kill or explain: | " + change + " | " + lines.size() + " | line " + lines);
			}
		});
	}

	// What was stopped this time survives on a faster machine.
	private static void judgeExplanations(List<Mutant> mutants, Map<Change, Integer> explained, List<String> problems) {
		Map<Change, Long> alive = mutants.stream()
			.filter((mutant) -> mutant.fate() != Fate.KILLED)
			.collect(Collectors.groupingBy(Mutant::change, Collectors.counting()));
		explained.forEach((change, count) -> {
			if (count > alive.getOrDefault(change, 0L)) {
				problems.add("Explained, but killed: | " + change + " | " + count);
			}
		});
	}

	private static String figure(String part, List<Mutant> mutants) {
		long alive = count(mutants, Fate.SURVIVED);
		double killed = mutants.isEmpty() ? 0 : (mutants.size() - alive) * 100.0 / mutants.size();
		return String.format(Locale.ROOT, "%s %.1f %% of %,d (%,d of them stopped, not failed)", part, killed,
				mutants.size(), count(mutants, Fate.STOPPED));
	}

	private static long count(List<Mutant> mutants, Fate fate) {
		return mutants.stream().filter((mutant) -> mutant.fate() == fate).count();
	}

}
