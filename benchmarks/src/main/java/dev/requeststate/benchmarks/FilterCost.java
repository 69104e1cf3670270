package dev.requeststate.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time for each request with the filter and without it: two processes of the
 * same application, driven in turns, in pairs whose order alternates, so that what else
 * the machine does meets both alike.
 */
public final class FilterCost {

	private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

	private static final int WARM_UP = 40_000;

	private FilterCost() {
	}

	/**
	 * Measure and print.
	 * @param arguments the number of pairs (30) and of requests in each half (10000)
	 * @throws Exception if a server does not start or answer
	 */
	public static void main(String[] arguments) throws Exception {
		int pairs = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 30;
		int requests = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 10_000;
		try (Server with = new Server("true"); Server without = new Server("false")) {
			with.drive(WARM_UP);
			without.drive(WARM_UP);
			double[] ratios = new double[pairs];
			for (int i = 0; i < pairs; i++) {
				boolean withFirst = i % 2 == 0;
				long first = (withFirst ? with : without).drive(requests);
				long second = (withFirst ? without : with).drive(requests);
				ratios[i] = withFirst ? (double) first / second : (double) second / first;
				System.out.printf(Locale.ROOT, "pair %d of %d: %.4f%n", i + 1, pairs, ratios[i]);
			}
			print(ratios, requests);
		}
	}

	private static void print(double[] ratios, int requests) {
		double[] sorted = ratios.clone();
		Arrays.sort(sorted);
		double mean = Arrays.stream(ratios).average().orElseThrow();
		double variance = Arrays.stream(ratios).map((ratio) -> (ratio - mean) * (ratio - mean)).sum()
				/ (ratios.length - 1);
		// The normal quantile: with 20 pairs or more, a few per cent short of Student's.
		double half = 1.96 * Math.sqrt(variance / ratios.length);
		System.out.printf(Locale.ROOT,
				"CPU per request, with the filter / without: median %.4f, mean %.4f, 95 %% interval %.4f to %.4f"
						+ " (%d pairs of 2 x %d requests)%n",
				sorted[sorted.length / 2], mean, mean - half, mean + half, ratios.length, requests);
	}

	/**
	 * One process of the application.
	 */
	private static final class Server implements AutoCloseable {

		private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

		private final Process process;

		private final URI address;

		Server(String filterEnabled) throws IOException {
			List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-cp",
					System.getProperty("java.class.path"), CpuServer.class.getName()));
			command.addAll(List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
					"--request-state.filter.enabled=" + filterEnabled));
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
			BufferedReader output = new BufferedReader(
					new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
			this.address = URI.create("http://127.0.0.1:" + port(output));
			Thread drain = new Thread(() -> output.lines().forEach((line) -> {
			}), "output of the server");
			drain.setDaemon(true);
			drain.start();
		}

		private static String java() {
			return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
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

		/**
		 * Send requests, one after the other.
		 * @return the processor time the server used for them, in nanoseconds
		 */
		long drive(int requests) throws IOException, InterruptedException {
			long before = Long.parseLong(get("/cpu"));
			for (int i = 0; i < requests; i++) {
				get("/page");
			}
			return Long.parseLong(get("/cpu")) - before;
		}

		private String get(String path) throws IOException, InterruptedException {
			return this.client.send(HttpRequest.newBuilder(this.address.resolve(path)).build(), BodyHandlers.ofString())
				.body();
		}

		@Override
		public void close() {
			this.process.destroy();
		}

	}

}
