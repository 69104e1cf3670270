package dev.requeststate.benchmarks;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A hop to a real thread: a request that is current all the time submits a task, which
 * reads one value of it there, and waits for the task's end.
 * <p>
 * One operation is: submit, run, wait until the task and all that is wrapped around it
 * have ended. It does not contain making the request current, nor starting a pool's
 * thread; on virtual threads it does contain the start of the thread. Most of it is the
 * hand-over, which is the {@link #floor() floor}: what a system adds is told apart better
 * in {@link HopBenchmark}.
 * <p>
 * The thread that is waited for is replaced before each operation where it is to be cold,
 * with the clock stopped. Stopping it takes two readings for every operation, on all
 * kinds of threads, some 50 ns beside the microseconds of a hand-over.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class HopThreadBenchmark {

	/**
	 * What runs the task: {@code warm} for a pool's platform thread, the same all the
	 * time; {@code cold} for one that is new in the pool and has run a task before, but
	 * none that anything was carried to, so that its table of thread locals is there
	 * without the entries of what is carried; {@code virtual} for a virtual thread of its
	 * own, from JDK 21 on.
	 */
	@Param({ "warm", "cold", "virtual" })
	public String thread = "warm";

	private @Nullable HopThreads threads;

	private @Nullable HopPeer request;

	private @Nullable Executor executor;

	private int seen;

	/**
	 * Open a request of the system that the benchmark is named after, see that the system
	 * carries and separates, and make the request current.
	 */
	@Setup
	public void setUp(BenchmarkParams parameters) {
		HopThreads threads = switch (this.thread) {
			case "warm", "cold" -> HopThreads.pooled();
			case "virtual" -> HopThreads.virtual();
			default -> throw new IllegalArgumentException("No thread is '" + this.thread + "'");
		};
		this.threads = threads;
		try (HopPeer other = open(parameters, threads, 43)) {
			requireCarried(other, threads);
		}
		HopPeer request = open(parameters, threads, 42);
		requireCarried(request, threads);
		request.begin();
	}

	private HopPeer open(BenchmarkParams parameters, HopThreads threads, Integer value) {
		HopPeer request = HopPeer.of(parameters.getBenchmark(), value);
		this.request = request;
		this.executor = request.carrying(threads);
		return request;
	}

	private void requireCarried(HopPeer request, HopThreads threads) {
		request.begin();
		int seen = hop();
		request.end();
		if (seen != request.value) {
			throw new IllegalStateException("The task saw " + seen + " and not " + request.value);
		}
		threads.execute(() -> this.seen = (request.current() == null) ? 0 : -1);
		threads.awaitEnd();
		if (this.seen != 0) {
			throw new IllegalStateException("A hop has left its value behind");
		}
	}

	/**
	 * Replace the thread that runs the task, where it is to be cold.
	 */
	@Setup(Level.Invocation)
	public void replaceThread() {
		if (this.thread.equals("cold")) {
			Objects.requireNonNull(this.threads).replaceThread();
		}
	}

	/**
	 * End the request and the threads.
	 */
	@TearDown
	public void tearDown() {
		HopPeer request = Objects.requireNonNull(this.request);
		request.end();
		request.close();
		Objects.requireNonNull(this.threads).close();
	}

	private int hop() {
		HopPeer request = Objects.requireNonNull(this.request);
		Objects.requireNonNull(this.executor).execute(() -> this.seen = request.read());
		Objects.requireNonNull(this.threads).awaitEnd();
		return this.seen;
	}

	/**
	 * No propagation at all.
	 */
	@Benchmark
	public int floor() {
		return hop();
	}

	@Benchmark
	public int requestState() {
		return hop();
	}

	@Benchmark
	public int micrometerSnapshot() {
		return hop();
	}

	@Benchmark
	public int springTaskDecorator() {
		return hop();
	}

	@Benchmark
	public int transmittableThreadLocal() {
		return hop();
	}

	@Benchmark
	public int openTelemetry() {
		return hop();
	}

	@Benchmark
	public int springSecurity() {
		return hop();
	}

}
