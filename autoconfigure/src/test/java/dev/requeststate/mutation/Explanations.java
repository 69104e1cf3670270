package dev.requeststate.mutation;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mutants of which a page says why no test can or should kill them: the rows of its
 * tables that have a class, a method, a change, a number and a reason.
 */
final class Explanations {

	private static final Pattern ROW = Pattern
		.compile("^\\| `([^`|]+)` \\| `([^`|]+)` \\| ([^|]+?) \\| (\\d+) \\| ([^|]*?) ?\\|$", Pattern.MULTILINE);

	private final Map<Change, Integer> mutants = new TreeMap<>();

	private final Map<Change, String> reasons = new TreeMap<>();

	private Explanations() {
	}

	/**
	 * Read the explanations of a page.
	 * @throws IllegalArgumentException if a change is explained twice, or not at all
	 */
	static Explanations of(String page) {
		Explanations explanations = new Explanations();
		Matcher row = ROW.matcher(page);
		while (row.find()) {
			explanations.add(new Change(row.group(1), row.group(2), row.group(3)), Integer.parseInt(row.group(4)),
					row.group(5));
		}
		return explanations;
	}

	private void add(Change change, int mutants, String reason) {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("No reason: " + change);
		}
		if (this.reasons.put(change, reason) != null) {
			throw new IllegalArgumentException("Explained twice: " + change);
		}
		this.mutants.put(change, mutants);
	}

	/**
	 * Return how many mutants each of the changes stands for.
	 */
	Map<Change, Integer> mutants() {
		return this.mutants;
	}

}
