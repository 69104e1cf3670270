package dev.requeststate.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Processor time for each request with the filter and without it: two processes of the
 * same application, driven in turns, in pairs whose order alternates, so that what else
 * the machine does meets both alike.
 */
public final class FilterCost {

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
		try (ServerProcess with = start(true); ServerProcess without = start(false)) {
			drive(with, WARM_UP);
			drive(without, WARM_UP);
			PairedRatios ratios = PairedRatios.measure(pairs, () -> drive(with, requests),
					() -> drive(without, requests));
			System.out.printf("CPU per request, with the filter / without: %s of 2 x %d requests%n", ratios, requests);
		}
	}

	private static ServerProcess start(boolean filter) throws IOException {
		return new ServerProcess(List.of("-cp", System.getProperty("java.class.path"), CpuServer.class.getName()),
				List.of("--request-state.filter.enabled=" + filter));
	}

	/**
	 * Send requests, one after the other.
	 * @return the processor time the server used for them, in nanoseconds
	 */
	private static long drive(ServerProcess server, int requests) throws IOException, InterruptedException {
		long before = Long.parseLong(server.get("/cpu"));
		for (int i = 0; i < requests; i++) {
			server.get("/page");
		}
		return Long.parseLong(server.get("/cpu")) - before;
	}

}
