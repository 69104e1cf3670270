package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.requeststate.retained.RetainedState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a value that is there already.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RetainedBenchmark {

	private static final RetainedState<String> RETAINED = RetainedState.define("benchmark", String.class,
			() -> "a value");

	private static volatile String field = "a value";

	/**
	 * A static field that is volatile.
	 */
	@Benchmark
	public String floor() {
		return field;
	}

	/**
	 * Retained state, where nothing restarts.
	 */
	@Benchmark
	public String get() {
		return RETAINED.get();
	}

}
