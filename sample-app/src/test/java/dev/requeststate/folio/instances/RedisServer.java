package dev.requeststate.folio.instances;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.process.FreePort;
import dev.requeststate.folio.process.InstalledProgram;
import org.awaitility.Awaitility;

/**
 * A running Redis that keeps nothing on disk and listens on the loopback address alone.
 * Closing ends it; so does the end of this JVM.
 */
public final class RedisServer implements AutoCloseable {

	private static final String PROGRAM = "redis-server";

	private static final Duration TIME_TO_START = Duration.ofSeconds(30);

	private static final Duration TIME_TO_END = Duration.ofSeconds(10);

	private static final int PATIENCE_MILLIS = 1000;

	private final Process process;

	private final int port;

	private final Thread hook;

	private RedisServer(Process process, int port) {
		this.process = process;
		this.port = port;
		this.hook = new Thread(process::destroyForcibly, "suite-end-redis");
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Where Redis is installed, if it is on the path of this process.
	 */
	public static Optional<Path> program() {
		return InstalledProgram.onThePath(PROGRAM);
	}

	/**
	 * Run Redis and wait until it answers.
	 * @param program the program
	 * @param directory where it works; its log is written there
	 */
	public static RedisServer start(Path program, Path directory) throws IOException {
		return start(program, directory, FreePort.find());
	}

	/**
	 * Run Redis and wait until it answers.
	 * @param program the program
	 * @param directory where it works; its log is written there
	 * @param port where it listens: that of one that was closed, for clients that know it
	 */
	public static RedisServer start(Path program, Path directory, int port) throws IOException {
		Files.createDirectories(directory);
		List<String> command = List.of(program.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no", "--dir", directory.toString());
		RedisServer redis = new RedisServer(new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve("redis.log").toFile())
			.start(), port);
		try {
			Awaitility.await("start of Redis").atMost(TIME_TO_START).until(redis::answers);
			return redis;
		}
		catch (RuntimeException ex) {
			redis.close();
			throw ex;
		}
	}

	public int port() {
		return this.port;
	}

	private boolean answers() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return "+PONG"
				.equals(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
					.readLine());
		}
		catch (IOException ex) {
			return false;
		}
	}

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

}
