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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A hop without a queue and without the waking of a thread, which cost many times as much
 * as all else and differ from call to call: the executor keeps the task, and it is run
 * when the submission is done. Every peer carries one value, which the task reads.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public abstract class KeptHops {

	private final Kept kept = new Kept();

	private @Nullable HopPeer request;

	private @Nullable Executor executor;

	private int seen;

	/**
	 * Open a request of the system that the benchmark is named after, and see that the
	 * system carries and separates.
	 */
	final HopPeer open(BenchmarkParams parameters) {
		try (HopPeer other = open(parameters, 43)) {
			requireCarried(other);
		}
		HopPeer request = open(parameters, 42);
		requireCarried(request);
		return request;
	}

	private HopPeer open(BenchmarkParams parameters, Integer value) {
		HopPeer request = HopPeer.of(parameters.getBenchmark(), value);
		this.request = request;
		this.executor = request.carrying(this.kept);
		return request;
	}

	private void requireCarried(HopPeer request) {
		request.begin();
		submit(request);
		request.end();
		runKept();
		if (this.seen != request.value) {
			throw new IllegalStateException("The task saw " + this.seen + " and not " + request.value);
		}
		this.kept.execute(() -> this.seen = (request.current() == null) ? 0 : -1);
		runKept();
		if (this.seen != 0) {
			throw new IllegalStateException("A hop has left its value behind");
		}
	}

	/**
	 * The request that is measured.
	 */
	final HopPeer request() {
		return Objects.requireNonNull(this.request);
	}

	final void submit(HopPeer request) {
		Objects.requireNonNull(this.executor).execute(() -> this.seen = request.read());
	}

	final void runKept() {
		run(this.kept);
	}

	/**
	 * Run a task where nothing is current.
	 */
	abstract void run(Runnable task);

	/**
	 * Submit a task and run it.
	 */
	abstract void hop();

	private int hopped() {
		hop();
		return this.seen;
	}

	/**
	 * Submitting and running, with nothing carried.
	 */
	@Benchmark
	public int floor() {
		return hopped();
	}

	@Benchmark
	public int requestState() {
		return hopped();
	}

	@Benchmark
	public int micrometerSnapshot() {
		return hopped();
	}

	@Benchmark
	public int springTaskDecorator() {
		return hopped();
	}

	@Benchmark
	public int transmittableThreadLocal() {
		return hopped();
	}

	@Benchmark
	public int openTelemetry() {
		return hopped();
	}

	@Benchmark
	public int springSecurity() {
		return hopped();
	}

	/**
	 * An executor whose thread comes by later.
	 */
	private static final class Kept implements Executor, Runnable {

		private Runnable task = () -> {
		};

		@Override
		public void execute(Runnable command) {
			this.task = command;
		}

		@Override
		public void run() {
			this.task.run();
		}

	}

}
