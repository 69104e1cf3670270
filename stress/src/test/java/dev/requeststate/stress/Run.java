package dev.requeststate.stress;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * One run of jcstress, in a process of its own, and what came of it.
 * <p>
 * Its exit code says whether an outcome was forbidden or not listed, whether a race threw
 * or stood still. It does not say whether every race was run, and passes over one whose
 * classes do not fit together: that is looked after here.
 */
final class Run {

	private static final long TIME_LIMIT_HOURS = 6;

	private final List<String> races;

	private final Path log;

	private final int exitCode;

	private final Collection<TestResult> results;

	private Run(List<String> races, Path log, int exitCode, Collection<TestResult> results) {
		this.races = races;
		this.log = log;
		this.exitCode = exitCode;
		this.results = results;
	}

	/**
	 * Run races, and wait for the end.
	 * @param races the names of the races
	 * @param directory where the log, the results and jcstress' own report go; emptied
	 * before
	 * @param arguments how long to run each, in the words of jcstress
	 */
	static Run of(List<String> races, Path directory, List<String> arguments) throws Exception {
		empty(directory);
		Path log = directory.resolve("jcstress.log");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-cp", existing(System.getProperty("java.class.path")), "org.openjdk.jcstress.Main"));
		command.addAll(List.of("-t", races.stream().map(Run::exactly).collect(Collectors.joining("|"))));
		command.addAll(List.of("-r", "report"));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		// Also where the build is broken off.
		Thread hook = new Thread(() -> end(process), "stress-end-jcstress");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			if (!process.waitFor(TIME_LIMIT_HOURS, TimeUnit.HOURS)) {
				throw new IllegalStateException("jcstress has not come to an end, see " + log);
			}
		}
		finally {
			end(process);
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		return new Run(races, log, process.exitValue(), read(directory));
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
	}

	private static void empty(Path directory) throws IOException {
		if (Files.exists(directory)) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
		Files.createDirectories(directory);
	}

	// jcstress does not get along with an entry that is not there.
	private static String existing(String classPath) {
		return Stream.of(classPath.split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.filter(Files::exists)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String exactly(String race) {
		return "^" + race.replace(".", "\\.") + "$";
	}

	private static Collection<TestResult> read(Path directory) throws Exception {
		InProcessCollector collector = new InProcessCollector();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".bin.gz")).toList()) {
				DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
				reader.dump();
				reader.close();
			}
		}
		return collector.getTestResults();
	}

	int exitCode() {
		return this.exitCode;
	}

	Path log() {
		return this.log;
	}

	/**
	 * The results of one race, one for each way that it was run.
	 * @param name how the race's name ends
	 */
	Collection<TestResult> results(String name) {
		return this.results.stream().filter((result) -> result.getName().endsWith("." + name)).toList();
	}

	/**
	 * What went wrong, by race: forbidden and unlisted outcomes, errors, and that a race
	 * was not run. Empty if nothing did.
	 */
	List<String> failures() {
		return this.races.stream().flatMap((race) -> failure(race).stream()).toList();
	}

	private List<String> failure(String race) {
		List<TestResult> results = this.results.stream().filter((result) -> result.getName().equals(race)).toList();
		if (results.stream().mapToLong(TestResult::getTotalCount).sum() == 0
				&& results.stream().allMatch((result) -> result.status() == Status.NORMAL)) {
			return List.of(race + " was not run");
		}
		List<String> reasons = results.stream().flatMap((result) -> reasons(result).stream()).distinct().toList();
		return reasons.isEmpty() ? List.of() : List.of(race + ": " + String.join("; ", reasons));
	}

	private static List<String> reasons(TestResult result) {
		return (result.status() == Status.NORMAL) ? result.grading().failureMessages
				: List.of("ended with " + result.status() + " " + String.join(" ", result.getMessages()));
	}

	/**
	 * How much was run, in one line.
	 */
	String figure() {
		long samples = this.results.stream().mapToLong(TestResult::getTotalCount).sum();
		return "%d races, %d runs, %,d samples, %d failed".formatted(this.races.size(), this.results.size(), samples,
				failures().size());
	}

	/**
	 * How often each outcome of each race was seen.
	 */
	String report() {
		StringBuilder report = new StringBuilder();
		for (String race : this.races) {
			TreeMap<String, Long> outcomes = new TreeMap<>();
			for (TestResult result : this.results) {
				if (result.getName().equals(race)) {
					result.getStateKeys()
						.forEach((outcome) -> outcomes.merge(outcome, result.getCount(outcome), Long::sum));
				}
			}
			report.append(race.substring(race.lastIndexOf('.', race.lastIndexOf('.') - 1) + 1)).append('\n');
			outcomes.forEach((outcome, count) -> report.append(String.format("%,16d  %s%n", count, outcome)));
		}
		return report.toString();
	}

}
