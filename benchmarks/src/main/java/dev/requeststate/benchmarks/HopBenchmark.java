package dev.requeststate.benchmarks;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a hop costs beside the hand-over itself: a task is submitted where a context is
 * current, and runs where nothing is. Every peer carries one value, made current around
 * the submission in its own way; the executor keeps the task, and the same thread runs it
 * once nothing is current any more.
 * <p>
 * One operation is: make current, submit, make nothing current, run the task, which reads
 * the value. It contains no queue and no waking of a thread, which cost many times as
 * much and differ from call to call; {@link HopThreadBenchmark} has them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsPrepend = "--add-opens=java.base/java.lang=ALL-UNNAMED")
@State(Scope.Thread)
public class HopBenchmark {

	/**
	 * What the thread that runs the task has in its table of thread locals: {@code warm}
	 * for the entries that earlier hops have left, {@code cold} for none, as on a pool's
	 * thread that nothing was carried to yet. On a cold one each row, the floor too,
	 * contains the making of an empty table.
	 */
	@Param({ "warm", "cold" })
	public String thread = "warm";

	private final Kept kept = new Kept();

	private @Nullable HopPeer request;

	private @Nullable Executor executor;

	private boolean cold;

	private int seen;

	/**
	 * Open a request of the system that the benchmark is named after, and see that the
	 * system carries and separates.
	 */
	@Setup
	public void setUp(BenchmarkParams parameters) {
		this.cold = this.thread.equals("cold");
		try (HopPeer other = open(parameters, 43)) {
			requireSeen(43, hop());
			requireNothing(other);
		}
		HopPeer request = open(parameters, 42);
		requireSeen(42, hop());
		requireNothing(request);
	}

	private HopPeer open(BenchmarkParams parameters, Integer value) {
		HopPeer request = HopPeer.of(parameters.getBenchmark(), value);
		this.request = request;
		this.executor = request.carrying(this.kept);
		return request;
	}

	private static void requireSeen(int expected, int actual) {
		if (actual != expected) {
			throw new IllegalStateException("The task saw " + actual + " and not " + expected);
		}
	}

	private void requireNothing(HopPeer request) {
		this.kept.execute(() -> {
			if (request.current() != null) {
				throw new IllegalStateException("A hop has left its value behind");
			}
		});
		this.kept.run(this.cold);
	}

	/**
	 * End it.
	 */
	@TearDown
	public void close() {
		Objects.requireNonNull(this.request).close();
	}

	private int hop() {
		HopPeer request = Objects.requireNonNull(this.request);
		Executor executor = Objects.requireNonNull(this.executor);
		request.begin();
		try {
			executor.execute(() -> this.seen = request.read());
		}
		finally {
			request.end();
		}
		this.kept.run(this.cold);
		return this.seen;
	}

	/**
	 * Making current, submitting, running, with nothing carried.
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

	/**
	 * An executor whose thread comes by later.
	 */
	private static final class Kept implements Executor {

		private Runnable task = () -> {
		};

		@Override
		public void execute(Runnable command) {
			this.task = command;
		}

		void run(boolean cold) {
			if (cold) {
				NewThreadTable.run(this.task);
			}
			else {
				this.task.run();
			}
		}

	}

}
