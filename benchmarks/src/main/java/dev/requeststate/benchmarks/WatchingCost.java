package dev.requeststate.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Processor time for each request of the packaged sample with all that watches request
 * contexts, which is the meters, the diagnostic context of the logger and sampled leak
 * detection, and with none of it: two processes, driven in turns.
 */
public final class WatchingCost {

	private static final List<String> PAGES = List.of("/", "/books", "/books/moby-dick", "/cart");

	private static final int WARM_UP = 20_000;

	// The sample's own page about contexts watches them too, and is in neither.
	private static final List<String> WATCHED = List.of("--folio.playground=false",
			"--request-state.leak-detection=sampled", "--request-state.mdc.enabled=true");

	// The list replaces the one of the sample's own configuration.
	private static final List<String> UNWATCHED = List.of("--folio.playground=false",
			"--request-state.leak-detection=off", "--request-state.mdc.enabled=false",
			"--spring.autoconfigure.exclude=" + "dev.requeststate.autoconfigure.RequestStateMetricsAutoConfiguration,"
					+ "org.springframework.boot.devtools.autoconfigure.DevToolsDataSourceAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration");

	private WatchingCost() {
	}

	/**
	 * Measure and print.
	 * @param arguments the sample's jar, the number of pairs in each round (12), of
	 * requests in each half of a pair (3000) and of rounds (3)
	 * @throws Exception if the sample does not start or answer
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> program = List.of("-jar", arguments[0]);
		int pairs = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 12;
		int requests = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 3000;
		int rounds = (arguments.length > 3) ? Integer.parseInt(arguments[3]) : 3;
		PairedRatios all = PairedRatios.none();
		for (int i = 0; i < rounds; i++) {
			// New processes, since no two of them compile the same code in the same way.
			try (ServerProcess watched = new ServerProcess(program, WATCHED);
					ServerProcess unwatched = new ServerProcess(program, UNWATCHED)) {
				drive(watched, WARM_UP);
				drive(unwatched, WARM_UP);
				PairedRatios ratios = PairedRatios.measure(pairs, () -> drive(watched, requests),
						() -> drive(unwatched, requests));
				System.out.printf("round %d of %d: %s%n", i + 1, rounds, ratios);
				all = all.and(ratios);
			}
		}
		System.out.printf("CPU per request, watched / unwatched: %s of 2 x %d requests%n", all, requests);
	}

	/**
	 * Send requests, one after the other.
	 * @return the processor time the sample used for them, in nanoseconds
	 */
	private static long drive(ServerProcess sample, int requests) throws IOException, InterruptedException {
		long before = sample.processorTime();
		for (int i = 0; i < requests; i++) {
			sample.get(PAGES.get(i % PAGES.size()));
		}
		return sample.processorTime() - before;
	}

}
