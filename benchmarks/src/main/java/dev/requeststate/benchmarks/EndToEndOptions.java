package dev.requeststate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much is measured end to end: the command line.
 */
final class EndToEndOptions {

	private static final Map<String, String> DEFAULTS = Map.of("sample",
			"sample-app/target/request-state-sample-app-0.1.0-SNAPSHOT.jar", "pairs", "20", "processes", "4", "starts",
			"20", "restarts", "20", "warm-up", "24", "seconds", "2", "connections", "4", "results",
			"benchmarks/results");

	private static final Map<String, String> QUICK = Map.of("pairs", "3", "processes", "3", "starts", "3", "restarts",
			"3", "warm-up", "2", "seconds", "2");

	private static final String USAGE = "Arguments: the packaged sample, the number of pairs, and any of "
			+ "--quick, --processes=PAIRS, --starts=PAIRS, --restarts=PAIRS, --warm-up=SECONDS, --seconds=SECONDS, --connections=NUMBER, "
			+ "--results=DIRECTORY; they are " + DEFAULTS + " by default";

	private final Map<String, String> values = new HashMap<>(DEFAULTS);

	/**
	 * Read the command line.
	 * @throws IllegalArgumentException if it makes no sense; the message says what would
	 */
	EndToEndOptions(String... arguments) {
		List.of(arguments).forEach(this::read);
		if (!Files.isRegularFile(sample())) {
			throw new IllegalArgumentException("There is no " + sample()
					+ ": 'mvn -pl benchmarks,sample-app -am package -DskipTests' makes it. " + USAGE);
		}
	}

	private void read(String argument) {
		int equals = argument.indexOf('=');
		if (argument.equals("--quick")) {
			this.values.putAll(QUICK);
		}
		else if (argument.endsWith(".jar")) {
			this.values.put("sample", argument);
		}
		else if (!argument.startsWith("--")) {
			this.values.put("pairs", argument);
		}
		else if (equals > 0 && DEFAULTS.containsKey(argument.substring(2, equals))) {
			this.values.put(argument.substring(2, equals), argument.substring(equals + 1));
		}
		else {
			throw new IllegalArgumentException("There is no option '" + argument + "'. " + USAGE);
		}
	}

	/**
	 * The packaged sample.
	 */
	Path sample() {
		return Path.of(value("sample"));
	}

	/**
	 * Where the results are written.
	 */
	Path results() {
		return Path.of(value("results"));
	}

	/**
	 * How many pairs of processes there are to be loaded.
	 */
	int processes() {
		return number("processes");
	}

	/**
	 * How many pairs of loads each pair of processes has, so that all together have as
	 * many as there are to be, or more.
	 */
	int pairsOfEach() {
		return (number("pairs") + processes() - 1) / processes();
	}

	/**
	 * How many pairs are only started.
	 */
	int starts() {
		return number("starts");
	}

	/**
	 * How many pairs of restarts are measured.
	 */
	int restarts() {
		return number("restarts");
	}

	/**
	 * For how many seconds each page is loaded before anything is measured.
	 */
	int warmUp() {
		return number("warm-up");
	}

	/**
	 * For how many seconds each page is loaded then.
	 */
	int seconds() {
		return number("seconds");
	}

	/**
	 * How many connections ask at once.
	 */
	int connections() {
		return number("connections");
	}

	private int number(String name) {
		try {
			return Integer.parseInt(value(name));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + value(name) + "' is no number for " + name + ". " + USAGE, ex);
		}
	}

	private String value(String name) {
		return this.values.getOrDefault(name, "");
	}

}
