package dev.requeststate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Spring Boot application in a process of its own, on this JVM and a free port of the
 * loopback address. Closing ends it; so does the end of this JVM.
 */
final class ServerProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final int PATIENCE_IN_SECONDS = 120;

	private static final int LINES = 200;

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final BlockingQueue<String> output = new LinkedBlockingQueue<>(LINES);

	private final Process process;

	private final Thread hook;

	private volatile URI address;

	/**
	 * Start an application and wait until it has a port.
	 * @param program what stands on the command line between the JVM's options and the
	 * application's arguments
	 * @param arguments the application's arguments
	 */
	ServerProcess(List<String> program, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Xmx512m");
		command.addAll(program);
		command.addAll(List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
				"--spring.output.ansi.enabled=never"));
		command.addAll(arguments);
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.hook = new Thread(this.process::destroyForcibly, "end of the server");
		Runtime.getRuntime().addShutdownHook(this.hook);
		Thread reader = new Thread(this::read, "output of the server");
		reader.setDaemon(true);
		reader.start();
		this.address = awaitPort();
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				while (!this.output.offer(line)) {
					// Nobody reads what is said under load.
					this.output.poll();
				}
			}
		}
		catch (IOException ex) {
			this.output.offer(ex.toString());
		}
	}

	private URI awaitPort() throws IOException {
		return URI.create("http://127.0.0.1:" + await(PORT));
	}

	/**
	 * Wait until the application has written something.
	 * @param pattern what the line contains
	 * @return the pattern's first group
	 * @throws IllegalStateException if it has ended, or has not written it in two minutes
	 */
	String await(Pattern pattern) throws IOException {
		List<String> others = new ArrayList<>();
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
		try {
			while (System.nanoTime() - end < 0) {
				String line = this.output.poll(100, TimeUnit.MILLISECONDS);
				Matcher matcher = pattern.matcher((line != null) ? line : "");
				if (matcher.find()) {
					return matcher.group(1);
				}
				if (line != null) {
					others.add(line);
				}
				else if (!this.process.isAlive()) {
					break;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		close();
		throw new IllegalStateException(
				"The server has not written '" + pattern + "' but:\n" + String.join("\n", others));
	}

	/**
	 * Wait until an application that is restarting has a port again, which is another
	 * one.
	 */
	void awaitRestart() throws IOException {
		this.address = awaitPort();
	}

	/**
	 * Where a page is.
	 */
	URI address(String path) {
		return this.address.resolve(path);
	}

	/**
	 * The body of a page.
	 * @param path the page
	 * @param headers names and values in turns
	 */
	String get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException(path + " answered " + response.statusCode());
		}
		return response.body();
	}

	/**
	 * Ask for something and do not wait for the answer, which may never come: the
	 * connection ends with the application. Never asked for twice.
	 */
	void post(String path) {
		client.sendAsync(HttpRequest.newBuilder(address(path)).POST(BodyPublishers.noBody()).build(),
				BodyHandlers.discarding());
	}

	/**
	 * The processor time that it has used, in nanoseconds; Linux counts it in hundredths
	 * of a second.
	 */
	long processorTime() {
		return this.process.info().totalCpuDuration().orElseThrow().toNanos();
	}

	/**
	 * The bytes of its memory that are in the machine's, as Linux counts them.
	 */
	long residentMemory() throws IOException {
		Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + this.process.pid() + "/status")));
		if (!matcher.find()) {
			throw new IllegalStateException("Linux says nothing of the resident memory");
		}
		return Long.parseLong(matcher.group(1)) * 1024;
	}

	/**
	 * End it and wait until it is gone, so that it takes no time from what comes next.
	 */
	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
