package dev.requeststate.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the rows are called in the report.
 */
final class Names {

	private Names() {
	}

	/**
	 * A method's name in words, as in {@code request state class proxy}, or what it is
	 * called elsewhere.
	 */
	static String row(String method) {
		return Groups.LABELS.getOrDefault(method,
				method.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
	}

	/**
	 * The parameters as a reader says them, as in {@code 20 beans}; empty where there are
	 * none.
	 */
	static String parameters(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((entry) -> Groups.PARAMETERS.getOrDefault(entry.getKey() + "=" + entry.getValue(),
					entry.getKey() + " " + entry.getValue()))
			.collect(Collectors.joining(", "));
	}

	/**
	 * As part of the name of a file.
	 */
	static String file(String title) {
		return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
	}

}
