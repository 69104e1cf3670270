package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
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
 * One operation is one call on an object that belongs to the request: finding it, and
 * counting one in it. The request is open and the object is there already; what that
 * costs is in {@link FirstUseBenchmark}.
 * <p>
 * Each system is the only one in its process. A stand-in is got once, as a singleton
 * would have it injected, and kept in a field; request locals, thread locals and the
 * stand-ins of request locals are static and final, as their users write them.
 *
 * @see ScopedValueCallBenchmark
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-Dlogback.configurationFile=quiet-logback.xml")
public class CallBenchmark {

	/**
	 * The floor: a field.
	 */
	@Benchmark
	public int plainField(PlainField plain) {
		return plain.counter.increment();
	}

	/**
	 * What the ratios are measured against.
	 */
	@Benchmark
	public int threadLocal(ThreadLocals locals) {
		return ThreadLocals.COUNTER.get().increment();
	}

	/**
	 * A bean, through its class proxy.
	 */
	@Benchmark
	public int requestStateClassProxy(OpenRequest.RequestState requestState) {
		return requestState.standIn.increment();
	}

	/**
	 * A bean that is known by an interface of the application, for which a class is
	 * generated too.
	 */
	@Benchmark
	public int requestStateInterfaceProxy(OpenRequest.RequestState requestState) {
		return requestState.interfaceStandIn.increment();
	}

	/**
	 * A bean that is known by an interface of the JDK, which sees nothing of Spring, so
	 * that its stand-in is a {@code java.lang.reflect.Proxy}.
	 */
	@Benchmark
	public int requestStateJdkInterfaceProxy(OpenRequest.RequestState requestState) {
		return requestState.jdkInterfaceStandIn.getAsInt();
	}

	/**
	 * A request local, by hand.
	 */
	@Benchmark
	public int requestLocalGet(RequestLocals locals) {
		return RequestLocals.COUNTER.get().increment();
	}

	/**
	 * A request local, through the stand-in for its class.
	 */
	@Benchmark
	public int requestLocalClassProxy(RequestLocals locals) {
		return ClassProxy.COUNTER.increment();
	}

	/**
	 * A request local, through the stand-in for an interface of the application.
	 */
	@Benchmark
	public int requestLocalInterfaceProxy(RequestLocals locals) {
		return InterfaceProxy.COUNTER.increment();
	}

	/**
	 * Spring's own request scope, through its class proxy.
	 */
	@Benchmark
	public int springRequestScope(OpenRequest.Spring spring) {
		return spring.standIn.increment();
	}

	/**
	 * CDI, through the client proxy.
	 */
	@Benchmark
	public int weld(OpenRequest.Weld weld) {
		return weld.standIn.increment();
	}

	/**
	 * Guice makes no stand-ins: a provider is asked at each call.
	 */
	@Benchmark
	public int guiceProvider(OpenRequest.Guice guice) {
		return guice.provider.get().increment();
	}

	/**
	 * Micronaut, through the stand-in that was generated at compile time.
	 */
	@Benchmark
	public int micronaut(OpenRequest.Micronaut micronaut) {
		return micronaut.standIn.increment();
	}

	/**
	 * No request at all.
	 */
	@State(Scope.Thread)
	public static class PlainField {

		final Counter counter = new Counter();

	}

	/**
	 * A counter for the benchmark's thread.
	 */
	@State(Scope.Thread)
	public static class ThreadLocals {

		static final ThreadLocal<Counter> COUNTER = ThreadLocalPlaces.anywhere(ThreadLocal::new);

		@Setup
		public void set() {
			COUNTER.set(new Counter());
		}

		@TearDown
		public void remove() {
			COUNTER.remove();
		}

	}

	/**
	 * A context with a request local.
	 */
	@State(Scope.Thread)
	public static class RequestLocals {

		static final RequestLocal<Counter> COUNTER = ThreadLocalPlaces
			.anywhere(() -> RequestLocal.withInitial("counter", Counter::new));

		private final RequestContextFactory factory = RequestContextFactory.builder().build();

		private Lease lease;

		private Binding binding;

		@Setup
		public void open() {
			this.factory.run("one", () -> requireNew(COUNTER.get()));
			this.lease = this.factory.open(() -> "another");
			this.binding = this.lease.bind();
			requireNew(COUNTER.get());
		}

		private static void requireNew(Counter counter) {
			if (counter.increment() != 1) {
				throw new IllegalStateException("The request has the counter of another");
			}
		}

		@TearDown
		public void close() {
			this.binding.close();
			this.lease.close();
		}

	}

	// In a class of its own: made only where it is measured.
	private static final class ClassProxy {

		static final Counter COUNTER = RequestLocals.COUNTER.proxy(Counter.class);

	}

	private static final class InterfaceProxy {

		static final Count COUNTER = RequestLocals.COUNTER.proxy(Count.class);

	}

}
