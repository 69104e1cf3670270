package dev.requeststate.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of JMH's results: a method, with one value for each parameter.
 *
 * @param benchmark the simple name of its class
 * @param method its name
 * @param parameters their values by name, sorted
 * @param time nanoseconds for each operation, with JMH's 99.9 % interval
 * @param bytes allocated for each operation, or null where no profiler looked
 */
record JmhRow(String benchmark, String method, Map<String, String> parameters, Interval time, @Nullable Double bytes) {

	private static final Map<String, Double> NANOSECONDS = Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op",
			1e9);

	static JmhRow read(JsonNode row) {
		String name = row.path("benchmark").asString();
		int dot = name.lastIndexOf('.');
		JsonNode metric = row.path("primaryMetric");
		Double unit = NANOSECONDS.get(metric.path("scoreUnit").asString());
		if (unit == null) {
			throw new IllegalArgumentException(
					name + " is in " + metric.path("scoreUnit").asString() + ", which is no time for an operation");
		}
		Map<String, String> parameters = new TreeMap<>();
		row.path("params").properties().forEach((entry) -> parameters.put(entry.getKey(), entry.getValue().asString()));
		JsonNode bytes = row.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score");
		return new JmhRow(name.substring(name.lastIndexOf('.', dot - 1) + 1, dot), name.substring(dot + 1), parameters,
				Interval.of(metric.path("score").asDouble() * unit, error(metric) * unit),
				bytes.isNumber() ? bytes.asDouble() : null);
	}

	// JMH writes "NaN", as a string, for what was measured once.
	private static double error(JsonNode metric) {
		JsonNode error = metric.path("scoreError");
		return error.isNumber() ? error.asDouble() : Double.NaN;
	}

	/**
	 * What this row is among all of a JDK.
	 */
	String name() {
		return this.benchmark + "." + this.method + this.parameters;
	}

	/**
	 * Bytes, whole: what the harness itself allocates is spread over all operations.
	 */
	@Nullable Long wholeBytes() {
		return (this.bytes != null) ? Math.round(this.bytes) : null;
	}

}
