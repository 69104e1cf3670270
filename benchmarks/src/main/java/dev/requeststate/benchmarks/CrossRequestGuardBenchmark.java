package dev.requeststate.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCrossRequestAutoConfiguration;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.scope.StateProxy;
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

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One call on a bean that belongs to the request, with and without the guard that looks
 * who calls it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(5)
@State(Scope.Thread)
public class CrossRequestGuardBenchmark {

	/**
	 * The mode of the guard.
	 */
	@Param({ "off", "fail" })
	public String guard = "off";

	private AnnotationConfigApplicationContext application;

	private Lease lease;

	private Binding binding;

	private Counter standIn;

	private Counter object;

	/**
	 * Start an application, and a request on the benchmark's thread.
	 * @throws InterruptedException never
	 */
	@Setup
	public void setUp() throws InterruptedException {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		application.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("guard", Map.of("request-state.cross-request-guard", this.guard)));
		application.register(RequestStateAutoConfiguration.class, RequestStateCrossRequestAutoConfiguration.class,
				Counter.class);
		// On a thread of its own, as in CallBenchmark.
		Thread start = new Thread(application::refresh);
		start.start();
		start.join();
		this.application = application;
		this.lease = application.getBean(RequestContextFactory.class).open(() -> "benchmark");
		this.binding = this.lease.bind();
		this.standIn = application.getBean(Counter.class);
		this.object = (Counter) ((StateProxy) this.standIn).requestStateTarget();
	}

	/**
	 * End both.
	 */
	@TearDown
	public void tearDown() {
		this.binding.close();
		this.lease.close();
		this.application.close();
	}

	/**
	 * As an application calls it.
	 * @return the new count
	 */
	@Benchmark
	public int standIn() {
		return this.standIn.increment();
	}

	/**
	 * The bean itself, as its own methods call each other.
	 * @return the new count
	 */
	@Benchmark
	public int object() {
		return this.object.increment();
	}

	/**
	 * The bean made for a request, which is opened for it and closed.
	 * @return the first count
	 */
	@Benchmark
	public int requestWithBean() {
		try (Lease request = this.application.getBean(RequestContextFactory.class).open(() -> "request");
				Binding current = request.bind()) {
			return this.standIn.increment();
		}
	}

	/**
	 * A bean of the request.
	 */
	@RequestState
	public static class Counter {

		private int count;

		/**
		 * Count one.
		 * @return the new count
		 */
		public int increment() {
			return ++this.count;
		}

	}

}
