package dev.requeststate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.requeststate.benchmarks.report.Figure;
import dev.requeststate.benchmarks.report.Results;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How costs grow: of a call with the objects that a request has, of a request with its
 * values, of open requests with their number, and of reading the endpoint with the number
 * of open contexts. Every point is measured in processes of its own.
 */
public final class GrowthRun {

	private static final String QUICK = "--quick";

	private static final String NAME = "growth";

	private static final String HTTP = "Request State, HTTP request, 5 values";

	private static final String HTTP_REVIEWED = HTTP + ", after a review";

	private static final int ALLOWED_AT = 100_000;

	// What is measured of open requests, and how the plots name it.
	private static final Map<String, String> KINDS = new LinkedHashMap<>();

	static {
		KINDS.put("empty", "Request State, no values");
		KINDS.put("values", "Request State, 5 values");
		KINDS.put("filter", HTTP);
		KINDS.put("spring", "Spring request attributes, 5 values");
	}

	private final boolean quick;

	private final List<GrowthPlot> plots = new ArrayList<>();

	private final List<Figure> figures = new ArrayList<>();

	private GrowthRun(boolean quick) {
		this.quick = quick;
	}

	/**
	 * Measure, print, and write the results.
	 * @param arguments {@code --quick} for a short run that shows that all works, and the
	 * directory of the results ({@code benchmarks/results})
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] arguments) throws Exception {
		boolean quick = List.of(arguments).contains(QUICK);
		Path directory = Path
			.of(Stream.of(arguments).filter((word) -> !word.equals(QUICK)).findFirst().orElse("benchmarks/results"));
		GrowthRun run = new GrowthRun(quick);
		run.calls();
		run.values();
		run.openRequests();
		run.endpoint();
		Results results = new Results(run.figures, run.plots.stream().map(GrowthPlot::growth).toList());
		System.out.println("Written to " + results.write(directory, NAME));
	}

	private GrowthPlot plot(String title, String x, String y) {
		GrowthPlot plot = new GrowthPlot(title, x, y);
		this.plots.add(plot);
		return plot;
	}

	private void calls() throws RunnerException {
		Map<String, String> names = Map.of("plainArray", "plain array (floor)", "requestLocalGet", "RequestLocal.get",
				"requestLocalClassProxy", "RequestLocal.proxy of a class", "springRequestAttribute",
				"Spring request attribute");
		GrowthPlot plot = plot("A call on one of a request's objects, each in its turn", "objects in the request",
				"ns per call");
		for (RunResult result : run(CallGrowthBenchmark.class)) {
			plot.add(name(result, names), Double.parseDouble(result.getParams().getParam("objects")),
					result.getPrimaryResult().getScore());
		}
	}

	private void values() throws RunnerException {
		Map<String, String> names = Map.of("requestState", "Request State", "requestStateDestroyed",
				"Request State, destroyed", "springAttributes", "Spring request attributes",
				"springAttributesDestroyed", "Spring request attributes, destroyed");
		GrowthPlot nanos = plot("Time of a request with its values", "values", "ns per value");
		GrowthPlot bytes = plot("Allocation of a request with its values", "values", "bytes per value");
		for (RunResult result : run(ValuesGrowthBenchmark.class)) {
			double values = Double.parseDouble(result.getParams().getParam("values"));
			nanos.add(name(result, names), values, result.getPrimaryResult().getScore() / values);
			double allocated = Checks.present(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
			bytes.add(name(result, names), values, allocated / values);
		}
	}

	private Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark.getName() + "\\.")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
		if (this.quick) {
			TimeValue time = TimeValue.milliseconds(200);
			options.forks(1).warmupIterations(1).measurementIterations(1).warmupTime(time).measurementTime(time);
		}
		return new Runner(options.build()).run();
	}

	private static String name(RunResult result, Map<String, String> names) {
		String benchmark = result.getParams().getBenchmark();
		return Checks.present(names.get(benchmark.substring(benchmark.lastIndexOf('.') + 1)));
	}

	private int forks() {
		return this.quick ? 1 : 3;
	}

	private void openRequests() throws IOException, InterruptedException {
		GrowthPlot heap = plot("Heap of open requests, beyond their values", "open requests", "bytes per request");
		GrowthPlot nanos = plot("Opening and closing one more", "open requests", "ns per request");
		GrowthPlot opening = plot("Opening them all", "open requests", "ns per request");
		GrowthPlot allocated = plot("Allocation of opening them all", "open requests", "bytes per request");
		List<Integer> counts = this.quick ? List.of(1_000, ALLOWED_AT) : List.of(1_000, 10_000, ALLOWED_AT, 1_000_000);
		for (int count : counts) {
			for (Map.Entry<String, String> kind : KINDS.entrySet()) {
				for (int i = 0; i < forks(); i++) {
					Map<String, Double> told = GrowthProcess.run(OpenRequestsGrowth.class,
							List.of(kind.getKey(), Integer.toString(count)));
					heap.add(kind.getValue(), count, told(told, "heap-bytes"));
					if (kind.getValue().equals(HTTP)) {
						heap.add(HTTP_REVIEWED, count, told(told, "reviewed-heap-bytes"));
					}
					nanos.add(kind.getValue(), count, told(told, "open-and-close-nanos"));
					opening.add(kind.getValue(), count, told(told, "open-nanos"));
					allocated.add(kind.getValue(), count, told(told, "allocated-bytes"));
				}
			}
		}
		counts.stream().filter((count) -> count >= ALLOWED_AT).forEach((count) -> {
			List<String> lines = new ArrayList<>(KINDS.values());
			lines.add(HTTP_REVIEWED);
			for (String line : lines) {
				this.figures.add(new Figure(NAME,
						String.format(Locale.ROOT, "heap for each of %,d open requests: %s", count, line), "bytes",
						heap.at(line, count), null, null, forks()));
			}
		});
	}

	private void endpoint() throws IOException, InterruptedException {
		GrowthPlot nanos = plot("Time of one read of the endpoint", "open contexts", "ns");
		GrowthPlot bytes = plot("Bytes of one read of the endpoint", "open contexts", "bytes");
		for (int count : List.of(1, 10, 100, 1_000, 10_000, ALLOWED_AT)) {
			for (int i = 0; i < forks(); i++) {
				Map<String, Double> told = GrowthProcess.run(EndpointGrowth.class, List.of(Integer.toString(count)));
				nanos.add("one read", count, told(told, "read-nanos"));
				bytes.add("allocated", count, told(told, "allocated-bytes"));
				bytes.add("output", count, told(told, "output-bytes"));
				bytes.add("output, limit=500", count, told(told, "most-output-bytes"));
			}
		}
		this.figures.add(new Figure(NAME, "one read of the endpoint with 100,000 open contexts", "ms",
				nanos.at("one read", ALLOWED_AT) / 1_000_000, null, null, forks()));
		this.figures.add(new Figure(NAME, "its output", "bytes", bytes.at("output", ALLOWED_AT), null, null, forks()));
	}

	private static double told(Map<String, Double> figures, String name) {
		return Checks.present(figures.get(name));
	}

}
