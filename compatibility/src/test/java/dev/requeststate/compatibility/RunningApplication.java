package dev.requeststate.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * The jar of an application, running on a port that was free.
 */
final class RunningApplication implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(3);

	private static final int STOP_SECONDS = 60;

	private final Process process;

	private final URI uri;

	private RunningApplication(Process process, URI uri) {
		this.process = process;
		this.uri = uri;
	}

	/**
	 * Start it, and wait until its container says where it listens.
	 * @param home the JDK
	 * @param jar the executable jar
	 * @param log the file that its output goes to
	 * @param container the container that has to be the one
	 */
	static RunningApplication start(Path home, Path jar, Path log, String container) throws IOException {
		Process process = new ProcessBuilder(home.resolve("bin/java").toString(), "-jar", jar.toString(),
				"--server.port=0", "--server.address=127.0.0.1")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			Pattern started = Pattern.compile("(?i)" + container + " started on port (\\d+)");
			String port = Awaitility.await("start of " + jar)
				.atMost(START)
				.failFast("The process has ended, see " + log, () -> !process.isAlive())
				.until(() -> port(log, started), Optional::isPresent)
				.orElseThrow();
			return new RunningApplication(process, URI.create("http://127.0.0.1:" + port));
		}
		catch (RuntimeException | Error ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private static Optional<String> port(Path log, Pattern started) {
		try {
			return started.matcher(Files.readString(log)).results().map((match) -> match.group(1)).findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	URI uri() {
		return this.uri;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
