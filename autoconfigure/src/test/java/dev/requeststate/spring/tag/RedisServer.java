package dev.requeststate.spring.tag;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Redis of this machine, started for a test on a port of its own, with a directory of
 * its own.
 */
public final class RedisServer implements AutoCloseable {

	private static final @Nullable Path EXECUTABLE = executable();

	private final Path directory;

	private final int port;

	private Process process;

	private RedisServer() throws IOException {
		this.directory = Files.createTempDirectory("redis");
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
		this.process = launch();
	}

	/**
	 * Start a server. Without an executable the test is left out, which is said; it fails
	 * where {@code CI=true}.
	 */
	public static RedisServer start() {
		if (EXECUTABLE == null) {
			String left = "There is no redis-server on the PATH: tests that need one are left out";
			assertThat(System.getenv("CI")).as(left).isNotEqualTo("true");
			System.out.println(left);
			Assumptions.abort(left);
		}
		try {
			return new RedisServer();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * End it at once, as a power cut does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		ended();
	}

	/**
	 * Start it again after {@link #kill()}, with what it has saved.
	 */
	public void startAgain() {
		try {
			this.process = launch();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Let it take connections and commands, and answer none.
	 */
	public void freeze() {
		try {
			Process signal = new ProcessBuilder("kill", "-STOP", Long.toString(this.process.pid())).start();
			assertThat(signal.waitFor()).isZero();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Process launch() throws IOException {
		List<String> command = new ArrayList<>(
				List.of(String.valueOf(EXECUTABLE), "--port", Integer.toString(this.port), "--bind", "127.0.0.1",
						"--save", "", "--appendonly", "no", "--dir", this.directory.toString()));
		Process started = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("log").toFile())
			.start();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answers(started));
		return started;
	}

	private boolean answers(Process started) throws IOException {
		assertThat(started.isAlive()).as(Files.readString(this.directory.resolve("log"))).isTrue();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return socket.getInputStream().read() == '+';
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void ended() {
		try {
			assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Path executable() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, "redis-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}
