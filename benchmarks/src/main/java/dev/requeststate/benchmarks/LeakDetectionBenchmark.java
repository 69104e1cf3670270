package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What leak detection adds to a context that is opened, bound for a block, bound by hand,
 * leased and closed, as deep in the stack as a page of an application is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class LeakDetectionBenchmark {

	private static final int DEPTH = 80;

	/** How much is spent on it. */
	@Param
	@SuppressWarnings("NullAway.Init") // by JMH
	public LeakDetection leakDetection;

	private RequestContextFactory factory = RequestContextFactory.builder().build();

	/**
	 * Make the factory.
	 */
	@Setup
	public void makeFactory() {
		this.factory = RequestContextFactory.builder().leakDetection(this.leakDetection).build();
	}

	/**
	 * One context, from its opening to its end.
	 */
	@Benchmark
	public long context() {
		return call(DEPTH);
	}

	private long call(int depth) {
		return (depth > 0) ? call(depth - 1) + 1 : request();
	}

	private long request() {
		try (Lease request = this.factory.open(() -> "GET /books")) {
			request.run(() -> work(request));
		}
		return 0;
	}

	private static void work(Lease request) {
		try (Binding binding = request.bind(); Lease lease = request.context().lease()) {
			lease.context();
		}
	}

}
