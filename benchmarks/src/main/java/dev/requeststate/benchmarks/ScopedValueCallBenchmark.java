package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The row of {@link CallBenchmark} that needs JDK 25: a {@code ScopedValue}. Not to be
 * run on an earlier one, where there is none, or only as a preview.
 * <p>
 * One operation is one call, as there. A scoped value is bound for a block; here the
 * block is all that the benchmark's thread does ({@link ScopedThreads}), as for a request
 * it is all that happens inside the filter.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 3,
		jvmArgsAppend = { "-Djmh.executor=CUSTOM", "-Djmh.executor.class=dev.requeststate.benchmarks.ScopedThreads" })
@State(Scope.Thread)
public class ScopedValueCallBenchmark {

	/**
	 * See that another block has another value.
	 */
	@Setup
	public void requireIsolation() {
		Counter outer = ScopedCounter.get();
		Counter inner = new Counter();
		ScopedCounter.run(inner, () -> requireSame(inner));
		requireSame(outer);
	}

	private static void requireSame(Counter expected) {
		if (ScopedCounter.get() != expected) {
			throw new IllegalStateException("The block has the counter of another");
		}
	}

	/**
	 * A scoped value, by hand.
	 */
	@Benchmark
	public int scopedValue() {
		return ScopedCounter.get().increment();
	}

}
