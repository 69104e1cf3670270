package dev.requeststate.spring.devtools.restarts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.requeststate.spring.devtools.restarts.driver.Driver;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application in a process of its own, which is restarted at command. It listens on
 * this machine only.
 */
final class RestartedProcess implements AutoCloseable {

	private static final int SECONDS = 120;

	private static final String PORT = "port ";

	private static final String END = "end of the output";

	private final Process process;

	private final Writer commands;

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(SECONDS))
		.build();

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final List<String> log = new CopyOnWriteArrayList<>();

	private volatile int port;

	private RestartedProcess(Process process) {
		this.process = process;
		this.commands = process.outputWriter();
		Thread reader = new Thread(this::read, "output of the application");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start an application and wait until it serves.
	 * @param layout how its class path is made up
	 * @param application its main class
	 * @param directory an empty directory for its class path
	 * @param arguments of its main method, those that begin with {@code -X} of the JVM
	 */
	static RestartedProcess start(Layout layout, Class<?> application, Path directory, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// As the plugins of Boot run an application.
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
		Stream.of(arguments).filter(RestartedProcess::isForJvm).forEach(command::add);
		command.addAll(List.of("-cp", layout.classPath(application, directory), application.getName()));
		// Restarts happen at command only.
		command
			.addAll(List.of("--spring.devtools.restart.trigger-file=none", "--spring.devtools.livereload.enabled=false",
					"--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
		Stream.of(arguments).filter((argument) -> !isForJvm(argument)).forEach(command::add);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("SPRING_") || name.startsWith("SERVER_"));
		RestartedProcess process = new RestartedProcess(builder.start());
		try {
			process.awaitAnswer(PORT);
			return process;
		}
		catch (Throwable ex) {
			process.close();
			throw ex;
		}
	}

	private static boolean isForJvm(String argument) {
		return argument.startsWith("-X");
	}

	private void read() {
		try (BufferedReader out = this.process.inputReader()) {
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				int mark = line.indexOf(Driver.MARK);
				if (mark < 0) {
					this.log.add(line);
					continue;
				}
				String answer = line.substring(mark + Driver.MARK.length());
				if (answer.startsWith(PORT)) {
					this.port = Integer.parseInt(answer.substring(PORT.length()));
				}
				this.answers.add(answer);
			}
		}
		catch (IOException ex) {
			this.log.add(ex.toString());
		}
		finally {
			this.answers.add(END);
		}
	}

	/**
	 * Restart the application and wait until it serves again.
	 * @return how long that took, in microseconds
	 */
	long restart() {
		return ask("restart");
	}

	/**
	 * Return a figure.
	 * @param command what the {@link Driver} calls it
	 */
	long ask(String command) {
		try {
			this.commands.write(command + "\n");
			this.commands.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(log(), ex);
		}
		String answer = awaitAnswer(command + " ");
		try {
			return Long.parseLong(answer);
		}
		catch (NumberFormatException ex) {
			throw new AssertionError(command + " " + answer + "\n" + log(), ex);
		}
	}

	private String awaitAnswer(String start) {
		try {
			String answer;
			do {
				answer = this.answers.poll(SECONDS, TimeUnit.SECONDS);
				if (answer == null || answer.equals(END)) {
					throw new AssertionError("No answer '" + start + "' in " + SECONDS + " s:\n" + log());
				}
			}
			while (!answer.startsWith(start));
			return answer.substring(start.length());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/**
	 * Get what a page says.
	 */
	Map<?, ?> get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(SECONDS))
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new AssertionError(response.statusCode() + " " + response.body() + "\n" + log());
			}
			return JsonMapper.shared().readValue(response.body(), Map.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(log(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/**
	 * All that the application has written so far.
	 */
	String log() {
		return String.join("\n", this.log);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
