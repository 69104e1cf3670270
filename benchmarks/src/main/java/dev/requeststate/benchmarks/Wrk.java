package dev.requeststate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator <a href="https://github.com/wg/wrk">wrk</a>. Each of its connections
 * sends the next request when it has the answer to the last, as fast as it can.
 */
final class Wrk {

	private static final Pattern MEASURED = Pattern.compile("measured (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

	private final Path script;

	private final int connections;

	private final Map<String, String> headers;

	/**
	 * Find the program.
	 * @param directory where its script is put
	 * @param connections how many it opens
	 * @param headers what each request has
	 * @throws IllegalStateException if the program is missing
	 */
	Wrk(Path directory, int connections, Map<String, String> headers) throws IOException {
		try {
			// It says what it is and ends with an error, as it is told of no page.
			new ProcessBuilder("wrk", "--version").redirectErrorStream(true).start().getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The load generator 'wrk' is not on the path. It is a package of that name "
					+ "in Debian: 'apt-get install wrk'.", ex);
		}
		this.script = directory.resolve("wrk.lua");
		try (InputStream resource = Wrk.class.getResourceAsStream("wrk.lua")) {
			Files.write(this.script, Objects.requireNonNull(resource).readAllBytes());
		}
		this.connections = connections;
		this.headers = headers;
	}

	/**
	 * Load a page.
	 * @param page the page
	 * @param seconds for how long
	 * @throws IllegalStateException if a single request has failed
	 */
	Load run(URI page, int seconds) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("wrk", "--threads", "1", "--connections", Integer.toString(this.connections), "--duration",
						seconds + "s", "--timeout", "30s", "--latency", "--script", this.script.toString()));
		this.headers.forEach((name, value) -> command.addAll(List.of("--header", name + ": " + value)));
		command.add(page.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		Matcher matcher = MEASURED.matcher(output);
		if (!matcher.find() || Long.parseLong(matcher.group(6)) > 0) {
			throw new IllegalStateException("wrk has failed on " + page + ":\n" + output);
		}
		return new Load(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
				Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4)), Long.parseLong(matcher.group(5)));
	}

	/**
	 * What it has measured.
	 *
	 * @param requests how many were answered
	 * @param duration how long that took, in microseconds
	 * @param p50 half of the answers took no longer, in microseconds
	 * @param p99 99 of a hundred took no longer
	 * @param p999 999 of a thousand took no longer
	 */
	record Load(long requests, long duration, long p50, long p99, long p999) {

	}

}
