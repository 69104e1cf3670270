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
 * What a hop costs beside the hand-over itself: a task is submitted where a request is
 * current, and runs where nothing is. Every peer carries one value; the executor keeps
 * the task, and it is run when the submission is done.
 * <p>
 * One operation is: submit, and run the task, which reads the value. It contains no queue
 * and no waking of a thread, which cost many times as much and differ from call to call;
 * {@link HopThreadBenchmark} has them. Where the thread is the {@code same}, it contains
 * making the request current before and making nothing current after the submission, in
 * each peer's own way.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsPrepend = "--add-opens=java.base/java.lang=ALL-UNNAMED")
@State(Scope.Thread)
public class HopBenchmark {

	/**
	 * What runs the task. {@code cold}: a pool's thread that nothing was carried to yet,
	 * so its table of thread locals is there and has none of the entries that are needed;
	 * the floor contains the making of that table. {@code warm}: a pool's thread that has
	 * what earlier hops have left. The request is current all the time on the thread that
	 * submits. {@code same}: the thread that submits, once nothing is current any more.
	 */
	@Param({ "cold", "warm", "same" })
	public String thread = "cold";

	private final Kept kept = new Kept();

	private @Nullable HopPeer request;

	private @Nullable Executor executor;

	private boolean sameThread;

	private OtherThread otherThread = new OtherThread(true);

	private int seen;

	/**
	 * Open a request of the system that the benchmark is named after, see that the system
	 * carries and separates, and make the request current, where it stays so.
	 */
	@Setup
	public void setUp(BenchmarkParams parameters) {
		this.otherThread = new OtherThread(this.thread.equals("cold"));
		this.sameThread = this.thread.equals("same");
		try (HopPeer other = open(parameters, 43)) {
			requireCarried(other);
		}
		HopPeer request = open(parameters, 42);
		requireCarried(request);
		if (!this.sameThread) {
			request.begin();
		}
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
	 * End it.
	 */
	@TearDown
	public void close() {
		HopPeer request = Objects.requireNonNull(this.request);
		if (!this.sameThread) {
			request.end();
		}
		request.close();
	}

	private int hop() {
		HopPeer request = Objects.requireNonNull(this.request);
		if (this.sameThread) {
			request.begin();
			try {
				submit(request);
			}
			finally {
				request.end();
			}
		}
		else {
			submit(request);
		}
		runKept();
		return this.seen;
	}

	private void submit(HopPeer request) {
		Objects.requireNonNull(this.executor).execute(() -> this.seen = request.read());
	}

	private void runKept() {
		if (this.sameThread) {
			this.kept.run();
		}
		else {
			this.otherThread.run(this.kept);
		}
	}

	/**
	 * Submitting and running, with nothing carried.
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
