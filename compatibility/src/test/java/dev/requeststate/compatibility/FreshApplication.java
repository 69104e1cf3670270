package dev.requeststate.compatibility;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * A copy of the application for one combination, in a directory of its own.
 */
final class FreshApplication {

	private static final Path TEMPLATE = Path.of("application");

	private static final Set<String> NEED_TEST_MODULES = Set.of("GreetingPagesTests.java", "GreetingClientTests.java");

	private static final Pattern TESTS = Pattern.compile("<testsuite [^>]*\\btests=\"(\\d+)\"");

	private final Combination combination;

	private final Path directory;

	private FreshApplication(Combination combination, Path directory) {
		this.combination = combination;
		this.directory = directory;
	}

	/**
	 * Write the application.
	 */
	static FreshApplication of(Combination combination) throws IOException {
		Path directory = Path.of(System.getProperty("compatibility.directory")).resolve(combination.key());
		copy(TEMPLATE.resolve("src"), directory.resolve("src"),
				(file) -> combination.isComplete() || !NEED_TEST_MODULES.contains(file.getFileName().toString()));
		// Without it Maven would take the options of the repository around it.
		Files.createDirectories(directory.resolve(".mvn"));
		String springBoot = Files.readString(TEMPLATE.resolve(combination.container() + ".xml")).stripTrailing();
		Files.writeString(directory.resolve("pom.xml"),
				Files.readString(TEMPLATE.resolve("pom.xml"))
					.replace("@boot.version@", combination.boot())
					.replace("@java.version@", combination.jdk())
					.replace("@starter.version@", System.getProperty("compatibility.starter"))
					.replace("@spring.boot@", springBoot));
		return new FreshApplication(combination, directory);
	}

	private static void copy(Path from, Path to, Predicate<Path> chosen) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).filter(chosen).toList()) {
				Path copy = to.resolve(from.relativize(file));
				Files.createDirectories(copy.getParent());
				Files.write(copy, Files.readAllBytes(file));
			}
		}
	}

	/**
	 * Build and test it from nothing, with the Maven of this build, the combination's JDK
	 * and the repository that has the starter.
	 * @return how many tests were run
	 * @throws IllegalStateException if a test has failed, or anything else
	 */
	int build() throws IOException, MavenInvocationException {
		DefaultInvocationRequest request = new DefaultInvocationRequest();
		request.setBaseDirectory(this.directory.toFile());
		request.addArgs(List.of("clean", "verify"));
		request.setBatchMode(true);
		request.setNoTransferProgress(true);
		request.setJavaHome(Jdks.home(this.combination.jdk()).toFile());
		request.setLocalRepositoryDirectory(new File(System.getProperty("compatibility.repository")));
		DefaultInvoker invoker = new DefaultInvoker();
		invoker.setMavenHome(new File(System.getProperty("maven.home")));
		Path log = this.directory.resolve("build.log");
		InvocationResult result;
		try (PrintStream out = new PrintStream(Files.newOutputStream(log))) {
			request.setOutputHandler(out::println);
			request.setErrorHandler(out::println);
			result = invoker.execute(request);
		}
		if (result.getExitCode() != 0 || result.getExecutionException() != null) {
			throw new IllegalStateException(this.combination + " was not built:\n" + errors(log),
					result.getExecutionException());
		}
		return tests();
	}

	private static String errors(Path log) throws IOException {
		return String.join("\n",
				Files.readAllLines(log).stream().filter((line) -> line.startsWith("[ERROR]")).limit(20).toList());
	}

	private int tests() throws IOException {
		int tests = 0;
		try (Stream<Path> reports = Files.list(this.directory.resolve("target/surefire-reports"))) {
			for (Path report : reports.filter((file) -> file.toString().endsWith(".xml")).toList()) {
				tests += TESTS.matcher(Files.readString(report))
					.results()
					.mapToInt((suite) -> Integer.parseInt(suite.group(1)))
					.sum();
			}
		}
		return tests;
	}

	/**
	 * Start its jar, as a process of the combination's JDK.
	 */
	RunningApplication start() throws IOException {
		return RunningApplication.start(Jdks.home(this.combination.jdk()),
				this.directory.resolve("target/greeting-0.0.1-SNAPSHOT.jar"), this.directory.resolve("run.log"),
				this.combination.server());
	}

}
