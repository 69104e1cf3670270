package dev.requeststate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Spring Boot application in a process of its own, on this JVM and a free port of the
 * loopback address. Closing ends it.
 */
final class ServerProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final URI address;

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
		BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		this.address = URI.create("http://127.0.0.1:" + port(output));
		Thread drain = new Thread(() -> drain(output), "output of the server");
		drain.setDaemon(true);
		drain.start();
	}

	private static String port(BufferedReader output) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			Matcher matcher = PORT.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new IllegalStateException("The server ended before it had a port");
	}

	private static void drain(BufferedReader output) {
		try {
			output.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			// The server was ended, and its output with it.
		}
	}

	/**
	 * The body of a page.
	 */
	String get(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(this.address.resolve(path)).build(),
				BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IllegalStateException(path + " answered " + response.statusCode());
		}
		return response.body();
	}

	/**
	 * The processor time that it has used, in nanoseconds; Linux counts it in hundredths
	 * of a second.
	 */
	long processorTime() {
		return this.process.info().totalCpuDuration().orElseThrow().toNanos();
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
