package dev.requeststate.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * How the cost of a request grows with the number of its values.
 * <p>
 * One operation is a request with all of its values: opened, made current, every value
 * made at its first use and, where it says so, destroyed at the end, closed. It contains
 * no filter. A value is a new object without fields, of 16 bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ValuesGrowthBenchmark {

	private static final RequestContextFactory FACTORY = RequestContextFactory.builder().build();

	private static final ContextOrigin ORIGIN = () -> "request";

	private static void requestState(List<RequestLocal<Object>> locals, Blackhole blackhole) {
		try (Lease request = FACTORY.open(ORIGIN)) {
			request.run(() -> {
				for (RequestLocal<Object> local : locals) {
					blackhole.consume(local.get());
				}
			});
		}
	}

	/**
	 * Request locals that are not destroyed.
	 */
	@Benchmark
	public void requestState(Locals locals, Blackhole blackhole) {
		requestState(locals.all, blackhole);
	}

	/**
	 * Request locals that are destroyed.
	 */
	@Benchmark
	public int requestStateDestroyed(DestroyedLocals locals, Blackhole blackhole) {
		requestState(locals.all, blackhole);
		return locals.destroyed;
	}

	/**
	 * Attributes of Spring's, which are kept by the request.
	 */
	@Benchmark
	public void springAttributes(Attributes attributes, Blackhole blackhole) {
		attributes.request(blackhole, null);
	}

	/**
	 * The same with a destruction callback each, as Spring's request scope has it.
	 */
	@Benchmark
	public int springAttributesDestroyed(Attributes attributes, Blackhole blackhole) {
		attributes.request(blackhole, attributes.destroy);
		return attributes.destroyed;
	}

	/**
	 * How many values a request has.
	 */
	@State(Scope.Thread)
	public static class Values {

		/** How many. */
		@Param({ "1", "10", "100", "1000" })
		public int values;

		<T> List<T> each(IntFunction<T> maker) {
			return IntStream.range(0, this.values).mapToObj(maker).toList();
		}

	}

	/**
	 * Locals that are not destroyed.
	 */
	@State(Scope.Thread)
	public static class Locals {

		private List<RequestLocal<Object>> all;

		/**
		 * Define them.
		 */
		@Setup
		public void define(Values values) {
			this.all = values.each((i) -> RequestLocal.withInitial("local" + i, Object::new));
		}

	}

	/**
	 * Locals that are destroyed.
	 */
	@State(Scope.Thread)
	public static class DestroyedLocals {

		private List<RequestLocal<Object>> all;

		private int destroyed;

		/**
		 * Define them.
		 */
		@Setup
		public void define(Values values, Blackhole blackhole) {
			this.all = values
				.each((i) -> RequestLocal.withInitial("local" + i, Object::new, (value) -> this.destroyed++));
			requestState(this.all, blackhole);
			Checks.isTrue(this.destroyed == values.values, "Not every value was destroyed");
		}

	}

	/**
	 * Attributes of a request, by their names.
	 */
	@State(Scope.Thread)
	public static class Attributes {

		private final EmptyRequest request = new EmptyRequest();

		private final Runnable destroy = () -> this.destroyed++;

		private List<String> names;

		private int destroyed;

		/**
		 * Name them.
		 */
		@Setup
		public void name(Values values, Blackhole blackhole) {
			this.names = values.each((i) -> "attribute" + i);
			request(blackhole, this.destroy);
			Checks.isTrue(this.destroyed == values.values, "Not every value was destroyed");
		}

		// What RequestContextFilter and AbstractRequestAttributesScope do, without a
		// filter and a bean factory.
		private void request(Blackhole blackhole, @Nullable Runnable destroy) {
			ServletRequestAttributes attributes = new ServletRequestAttributes(this.request);
			RequestContextHolder.setRequestAttributes(attributes);
			for (String name : this.names) {
				RequestAttributes current = RequestContextHolder.currentRequestAttributes();
				Checks.isTrue(current.getAttribute(name, RequestAttributes.SCOPE_REQUEST) == null,
						"An attribute is of another request");
				Object value = new Object();
				current.setAttribute(name, value, RequestAttributes.SCOPE_REQUEST);
				if (destroy != null) {
					current.registerDestructionCallback(name, destroy, RequestAttributes.SCOPE_REQUEST);
				}
				blackhole.consume(value);
			}
			RequestContextHolder.resetRequestAttributes();
			attributes.requestCompleted();
			this.request.recycle();
		}

	}

}
