package dev.requeststate.benchmarks;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.alibaba.ttl.TransmittableThreadLocal;
import com.alibaba.ttl.TtlRunnable;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.propagation.Propagating;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
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

/**
 * What a hop costs beside the hand-over itself: a task is submitted where a context is
 * current, and runs where nothing is. Every peer carries one value, made current around
 * the submission in its own way; the executor keeps the task, and the same thread runs it
 * once nothing is current any more.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
@State(Scope.Thread)
public class HopBenchmark {

	private static final RequestLocal<Integer> LOCAL = ThreadLocalPlaces
		.anywhere(() -> RequestLocal.withInitial("value", () -> 42));

	private static final ThreadLocal<Integer> PLAIN = ThreadLocalPlaces.anywhere(ThreadLocal::new);

	private static final TransmittableThreadLocal<Integer> TTL = ThreadLocalPlaces
		.anywhere(TransmittableThreadLocal::new);

	private static final ContextKey<Integer> KEY = ContextKey.named("value");

	private final Integer value = 42;

	private final Kept kept = new Kept();

	private final Executor propagating = Propagating.executor(this.kept);

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
		.contextRegistry(new ContextRegistry().registerThreadLocalAccessor("value", PLAIN))
		.build();

	private final Context openTelemetry = Context.root().with(KEY, this.value);

	private Lease request;

	private int seen;

	@Setup
	public void open() {
		this.request = RequestContextFactory.builder().build().open(() -> "request");
		this.request.run(LOCAL::get);
	}

	@TearDown
	public void close() {
		this.request.close();
	}

	/**
	 * Making current, submitting, running, with nothing carried.
	 */
	@Benchmark
	public int floor() {
		PLAIN.set(this.value);
		this.kept.execute(() -> this.seen = this.value);
		PLAIN.set(null);
		this.kept.run();
		return this.seen;
	}

	@Benchmark
	public int requestState() {
		try (Binding binding = this.request.bind()) {
			this.propagating.execute(() -> this.seen = LOCAL.get());
		}
		this.kept.run();
		return this.seen;
	}

	@Benchmark
	public int micrometerSnapshot() {
		PLAIN.set(this.value);
		this.kept.execute(this.snapshots.captureAll().wrap(() -> {
			this.seen = PLAIN.get();
		}));
		PLAIN.set(null);
		this.kept.run();
		return this.seen;
	}

	@Benchmark
	public int transmittableThreadLocal() {
		TTL.set(this.value);
		this.kept.execute(TtlRunnable.get(() -> this.seen = TTL.get()));
		TTL.remove();
		this.kept.run();
		return this.seen;
	}

	@Benchmark
	public int openTelemetry() {
		try (io.opentelemetry.context.Scope scope = this.openTelemetry.makeCurrent()) {
			this.kept.execute(Context.current().wrap(() -> {
				this.seen = Objects.requireNonNull(Context.current().get(KEY));
			}));
		}
		this.kept.run();
		return this.seen;
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

		void run() {
			this.task.run();
		}

	}

}
