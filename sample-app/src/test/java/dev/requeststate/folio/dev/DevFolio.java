package dev.requeststate.folio.dev;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.DevClassPath;
import dev.requeststate.folio.process.FolioProcess;
import dev.requeststate.folio.process.FreePort;
import dev.requeststate.folio.process.LiveInstances;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Folio as it is developed: a running process with DevTools, and the sources that it was
 * compiled from. For one thread.
 */
final class DevFolio implements AutoCloseable {

	private static final String STARTED = "Started FolioApplication in";

	private static final String FAILED = "Application run failed";

	private static final String LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private static final int ROUNDS = 4;

	private static final Duration TIME_TO_RESTART = Duration.ofSeconds(90);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

	private final Workshop workshop;

	private final List<Path> libraries;

	private final FolioProcess process;

	private final Path loadedClasses;

	private DevFolio(Workshop workshop, List<Path> libraries, FolioProcess process, Path loadedClasses) {
		this.workshop = workshop;
		this.libraries = libraries;
		this.process = process;
		this.loadedClasses = loadedClasses;
	}

	/**
	 * Copies the sources and the classes of Folio, and runs the copy.
	 */
	static DevFolio start(BuildOutput build) throws IOException {
		Path directory = build.directory().resolve("dev").toAbsolutePath();
		Workshop workshop = Workshop.copy(build.sources(), build.classes(), directory);
		DevClassPath classPath = build.devClassPath(workshop.classes());
		Path loaded = directory.resolve("loaded-classes.txt");
		List<String> command = List.of(BuildOutput.java().toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1",
				// Spring's caches hold the old loaders softly; only what holds them for
				// good is to be counted.
				"-XX:SoftRefLRUPolicyMSPerMB=0", "-Xlog:class+load:file=" + loaded,
				"-Dspring.devtools.restart.poll-interval=200ms", "-Dspring.devtools.restart.quiet-period=100ms",
				"-Dspring.devtools.livereload.enabled=false", "-cp", classPath.toString(),
				"dev.requeststate.folio.FolioApplication", "--server.port=" + FreePort.find(),
				"--server.address=127.0.0.1", "--spring.output.ansi.enabled=never");
		FolioProcess process = FolioProcess.start(command, build.directory().resolve("dev.log"));
		return new DevFolio(workshop, classPath.entries(), process, loaded);
	}

	VisitClient client() {
		return new HttpVisitClient(uri());
	}

	/**
	 * Returns where it serves HTTP, also after a restart.
	 */
	URI uri() {
		return this.process.uri();
	}

	Workshop workshop() {
		return this.workshop;
	}

	/**
	 * Compiles what must compile, and waits for the restart.
	 * @param changed the source files
	 */
	void deploy(String... changed) throws IOException {
		int before = occurrences(STARTED);
		expectNoErrors(compile(changed));
		await(STARTED, before);
	}

	/**
	 * Compiles what must compile, and waits until the application has failed to start.
	 * @param changed the source files
	 */
	void deployWhatFails(String... changed) throws IOException {
		int before = occurrences(FAILED);
		expectNoErrors(compile(changed));
		await(FAILED, before);
	}

	/**
	 * Makes a class file newer, and waits for the restart.
	 */
	void touch(String classFile) throws IOException {
		int before = occurrences(STARTED);
		this.workshop.touch(classFile);
		await(STARTED, before);
	}

	/**
	 * Compiles source files into the class path of the process.
	 * @return the errors, none if everything was compiled
	 */
	List<String> compile(String... changed) throws IOException {
		return this.workshop.compile(this.libraries, List.of(changed));
	}

	boolean isAlive() {
		return this.process.handle().isAlive();
	}

	/**
	 * Returns what the process has written.
	 */
	String log() {
		return this.process.log().text();
	}

	/**
	 * Whether the process has loaded a class of a package.
	 */
	boolean hasLoaded(String packageName) throws IOException {
		return Files.readString(this.loadedClasses).contains(" " + packageName + ".");
	}

	/**
	 * Returns how many class loaders of restarts are alive after some collections, or
	 * earlier when there are so few. What is held softly and was used since the last
	 * collection outlives the next one, so they come in pairs.
	 * @param few how few are enough
	 * @param between is done before each pair
	 */
	int loadersDownTo(int few, Runnable between) throws IOException, InterruptedException {
		LiveInstances instances = new LiveInstances(this.process.handle());
		int alive = Integer.MAX_VALUE;
		for (int i = 0; i < ROUNDS && alive > few; i++) {
			between.run();
			instances.of(LOADER);
			alive = instances.of(LOADER);
		}
		return alive;
	}

	private void expectNoErrors(List<String> errors) {
		if (!errors.isEmpty()) {
			throw new IllegalStateException("Does not compile: " + errors);
		}
	}

	private int occurrences(String text) {
		return (int) log().lines().filter((line) -> line.contains(text)).count();
	}

	private void await(String text, int before) {
		try {
			Awaitility.await("restart")
				.atMost(TIME_TO_RESTART)
				.pollInterval(BETWEEN_LOOKS)
				.until(() -> !isAlive() || occurrences(text) > before);
		}
		catch (ConditionTimeoutException ex) {
			throw new IllegalStateException("Not '" + text + "' in time. The end of " + this.process.log().file()
					+ ":\n" + this.process.log().tail());
		}
		if (!isAlive()) {
			throw new IllegalStateException("Folio has ended:\n" + this.process.log().tail());
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
