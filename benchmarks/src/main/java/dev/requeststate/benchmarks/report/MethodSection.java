package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How it was measured: commands, machine, JDKs, versions.
 */
final class MethodSection {

	private static final String COMMANDS = """
			## How it was measured

			With each JDK, in this order:

			```
			mvn -pl benchmarks,sample-app -am package -DskipTests
			java -jar benchmarks/target/benchmarks.jar
			java -jar benchmarks/target/benchmarks.jar growth
			java -jar benchmarks/target/benchmarks.jar end-to-end sample-app/target/request-state-sample-app-0.1.0-SNAPSHOT.jar
			```

			and once at the end, for this page, its pictures and the part of the README:

			```
			java -jar benchmarks/target/benchmarks.jar report
			```

			The end-to-end part needs `wrk`. With `-q` the first program takes some ten minutes, with `--quick` the others are short: good to
			see that all works, and no more. The results are in `benchmarks/results`; no figure on this page
			is written by hand, but the reasons are.

			The machine is shared and noisy: only ratios count, of rows of one run, and not the times. A time is JMH's average with its
			error, half of the 99.9 % interval over all iterations of all forks. It does not know that two forks can differ by more than
			the iterations of one do. The interval of a ratio comes from both errors, as if
			they were independent: the square of its relative error is the sum of the squares of theirs; there is none where a
			row was measured once, or may be zero for all that its error says. Bytes are JMH's `gc.alloc.rate.norm`, rounded.

			End to end, `wrk` asks one page after the other, each connection as soon as it has its answer. The servers are warm: each page
			was loaded for some twenty seconds before, until hardly anything was compiled any more. In the first minute of load the
			compiler is most of what a page costs, and with the library it has more to compile: three pairs that were cut off on JDK 25
			had 1.1 to 1.7 times the processor time then. The intervals are 95 %, over pairs of processes, of which each counts as the mean
			of its pairs of loads in turns; those of the restarts are over restarts of one pair of processes.

			""";

	private MethodSection() {
	}

	static String of(List<Measured> all) {
		StringBuilder text = new StringBuilder(COMMANDS);
		List<String> heads = new ArrayList<>(List.of(""));
		Map<String, Environment> environments = environments(all);
		heads.addAll(environments.keySet());
		Table table = new Table(heads);
		row(table, "command", environments, (environment) -> "`" + environment.command() + "`");
		row(table, "date", environments, Environment::date);
		row(table, "commit", environments,
				(environment) -> environment.commit() + (environment.changed() ? ", changed" : ""));
		row(table, "JDK", environments, Environment::jdk);
		row(table, "collector", environments, Environment::collector);
		row(table, "processor", environments, Environment::processor);
		row(table, "processors", environments, (environment) -> Integer.toString(environment.processors()));
		row(table, "memory", environments, (environment) -> Numbers.of(environment.memory()) + " MiB");
		row(table, "system", environments, Environment::system);
		environments.forEach((name, environment) -> {
			if (environment.isQuick()) {
				text.append("**").append(name).append(" is of a quick run.**\n\n");
			}
		});
		text.append(table).append('\n').append(versions(environments)).append('\n');
		return text.toString();
	}

	private static Map<String, Environment> environments(List<Measured> all) {
		Map<String, Environment> environments = new TreeMap<>(Comparator.naturalOrder());
		all.forEach((measured) -> measured.environments()
			.forEach((name, environment) -> environments.put("JDK " + measured.jdk() + ", " + name, environment)));
		return environments;
	}

	private static void row(Table table, String name, Map<String, Environment> environments,
			Function<Environment, String> value) {
		List<String> cells = new ArrayList<>(List.of(name));
		environments.values().forEach((environment) -> cells.add(value.apply(environment)));
		table.row(cells);
	}

	private static String versions(Map<String, Environment> environments) {
		Table table = new Table(List.of("measured", "version"));
		for (Map.Entry<String, String> library : Groups.LIBRARIES.entrySet()) {
			TreeSet<String> versions = new TreeSet<>();
			environments.values().forEach((environment) -> {
				String version = environment.versions().get(library.getKey());
				if (version != null) {
					versions.add(version);
				}
			});
			if (!versions.isEmpty()) {
				table.row(List.of(library.getValue(), String.join(", ", versions)));
			}
		}
		return table.toString();
	}

}
