package dev.requeststate.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What one page has cost under load, by the name of what was measured. One operation is
 * one request, from its arrival at the server's socket to the last byte of its answer;
 * the load generator's own part is in the latencies and not in the processor time.
 */
record PageCost(Map<String, Double> values) {

	private static final String PROCESSOR_TIME = "processor time per request";

	private static final String BYTES = "bytes allocated per request";

	private static final String THROUGHPUT = "requests per second";

	private static final String P50 = "p50 latency";

	private static final String P99 = "p99 latency";

	private static final String P999 = "p99.9 latency";

	/**
	 * All that is measured; first what a busy machine disturbs the least.
	 */
	static final List<String> NAMES = List.of(PROCESSOR_TIME, BYTES, THROUGHPUT, P50, P99, P999);

	private static final double MICROS_IN_A_SECOND = 1_000_000;

	private static final double NANOS_IN_A_MICROSECOND = 1000;

	/**
	 * Load a page, and look at the server before and after.
	 */
	static PageCost measure(ServerProcess server, Wrk wrk, String path, int seconds)
			throws IOException, InterruptedException {
		long allocated = allocated(server);
		long processorTime = server.processorTime();
		Wrk.Load load = wrk.run(server.address(path), seconds);
		double requests = load.requests();
		return new PageCost(Map.of(PROCESSOR_TIME, (server.processorTime() - processorTime) / requests, BYTES,
				(allocated(server) - allocated) / requests, THROUGHPUT, requests * MICROS_IN_A_SECOND / load.duration(),
				P50, (double) load.p50(), P99, (double) load.p99(), P999, (double) load.p999()));
	}

	private static long allocated(ServerProcess server) throws IOException, InterruptedException {
		return Long.parseLong(server.get("/measures/allocated"));
	}

	/**
	 * A value.
	 * @param name one of {@link #NAMES}
	 */
	double value(String name) {
		return Objects.requireNonNull(this.values.get(name), name);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.1f us of processor time, %.0f bytes, %.0f requests per second",
				value(PROCESSOR_TIME) / NANOS_IN_A_MICROSECOND, value(BYTES), value(THROUGHPUT));
	}

}
