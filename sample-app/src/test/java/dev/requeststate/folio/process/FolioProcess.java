package dev.requeststate.folio.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A running Folio. Closing ends it; so does the end of this JVM.
 */
public final class FolioProcess implements RunningFolio {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String READY = "/actuator/health";

	private static final int OK = 200;

	private static final Duration TIME_TO_START = Duration.ofMinutes(2);

	private static final Duration TIME_TO_END = Duration.ofSeconds(40);

	private final Process process;

	private final ProcessLog log;

	private final Thread hook;

	private FolioProcess(Process process, ProcessLog log) {
		this.process = process;
		this.log = log;
		this.hook = new Thread(process::destroyForcibly, "suite-end-folio");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Runs the command and waits two minutes at most until it serves HTTP.
	 * @see #start(List, Path, Duration)
	 */
	public static FolioProcess start(List<String> command, Path logFile) throws IOException {
		return start(command, logFile, TIME_TO_START);
	}

	/**
	 * Runs the command and waits until it serves HTTP.
	 * @param command the program and its arguments
	 * @param logFile where its output goes
	 * @param timeToStart how long to wait
	 * @throws IllegalStateException if it ends or is not ready by then; the message shows
	 * the last lines it wrote
	 */
	public static FolioProcess start(List<String> command, Path logFile, Duration timeToStart) throws IOException {
		Files.createDirectories(logFile.toAbsolutePath().getParent());
		Files.deleteIfExists(logFile);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(logFile.toFile());
		// Only the command line decides how this Folio is configured.
		builder.environment().keySet().removeIf(FolioProcess::isConfiguration);
		FolioProcess folio = new FolioProcess(builder.start(), new ProcessLog(logFile));
		try {
			folio.awaitReady(timeToStart);
			return folio;
		}
		catch (RuntimeException ex) {
			folio.close();
			throw ex;
		}
	}

	private static boolean isConfiguration(String variable) {
		return Stream.of("SPRING_", "SERVER_", "FOLIO_").anyMatch(variable::startsWith);
	}

	@Override
	public URI uri() {
		OptionalInt port = this.log.port();
		return URI.create("http://127.0.0.1:" + port.orElseThrow());
	}

	public ProcessLog log() {
		return this.log;
	}

	@Override
	public String output() {
		return this.log.text();
	}

	@Override
	public List<Path> dumpThreads(Path directory, String run) throws IOException, InterruptedException {
		return new ThreadDump(handle(), directory, run).write();
	}

	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	private void awaitReady(Duration timeToStart) {
		try {
			Awaitility.await("start of Folio")
				.atMost(timeToStart)
				.pollInterval(Duration.ofMillis(50))
				.until(() -> !this.process.isAlive() || isReady());
		}
		catch (ConditionTimeoutException ex) {
			throw notReady("is not ready after " + timeToStart.toSeconds() + " s");
		}
		if (!this.process.isAlive()) {
			throw notReady("has ended with exit code " + this.process.exitValue());
		}
	}

	private boolean isReady() throws InterruptedException {
		if (this.log.port().isEmpty()) {
			return false;
		}
		try {
			HttpRequest request = HttpRequest.newBuilder(uri().resolve(READY)).timeout(PATIENCE).build();
			return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private IllegalStateException notReady(String what) {
		return new IllegalStateException("Folio " + what + ". The end of " + this.log.file() + ":\n" + this.log.tail());
	}

	/**
	 * Asks the process to end and waits for that; ends it by force when it takes longer
	 * than a graceful shutdown may take.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return "process " + this.process.pid();
	}

}
