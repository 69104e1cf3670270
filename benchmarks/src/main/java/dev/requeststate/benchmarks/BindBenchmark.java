package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Making a context current on a thread that has none, and none again.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
@State(Scope.Thread)
public class BindBenchmark {

	private static final ThreadLocal<Object> PLAIN = ThreadLocalPlaces.anywhere(ThreadLocal::new);

	private Lease request;

	@Setup
	public void open() {
		this.request = ThreadLocalPlaces.anywhere(() -> RequestContextFactory.builder().build().open(() -> "request"));
	}

	@TearDown
	public void close() {
		this.request.close();
	}

	/**
	 * A bare thread local, set and put back.
	 */
	@Benchmark
	public void floor(Blackhole blackhole) {
		Object previous = PLAIN.get();
		PLAIN.set(this.request);
		try {
			blackhole.consume(this);
		}
		finally {
			PLAIN.set(previous);
		}
	}

	@Benchmark
	public void binding(Blackhole blackhole) {
		try (Binding binding = this.request.bind()) {
			blackhole.consume(this);
		}
	}

	/**
	 * As a block: from JDK 25 on with a scoped value as well.
	 */
	@Benchmark
	public void block(Blackhole blackhole) {
		this.request.run(() -> blackhole.consume(this));
	}

}
