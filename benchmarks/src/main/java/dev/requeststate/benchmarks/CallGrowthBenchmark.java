package dev.requeststate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * How the cost of a call grows with the number of objects that the request has.
 * <p>
 * One operation is one call on one of them, each in its turn, so that what is measured is
 * not one place that stays in the processor's nearest cache. It contains the step to the
 * next one, which the floor has as well. All of them are there before the first call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class CallGrowthBenchmark {

	/** How many objects the request has. */
	@Param({ "1", "10", "100", "1000" })
	public int objects;

	private Counter[] plain;

	private List<RequestLocal<Counter>> locals;

	private Counter[] standIns;

	private String[] names;

	private Lease lease;

	private Binding binding;

	private int next;

	/**
	 * Define the locals, begin a request on the benchmark's thread, and make all.
	 */
	@Setup
	public void setUp() {
		this.plain = IntStream.range(0, this.objects).mapToObj((i) -> new Counter()).toArray(Counter[]::new);
		this.names = IntStream.range(0, this.objects).mapToObj((i) -> "counter" + i).toArray(String[]::new);
		this.locals = new ArrayList<>();
		ThreadLocalPlaces.anywhere(() -> {
			for (String name : this.names) {
				this.locals.add(RequestLocal.withInitial(name, Counter::new));
			}
			return this.locals;
		});
		this.standIns = this.locals.stream().map((local) -> local.proxy(Counter.class)).toArray(Counter[]::new);
		RequestContextFactory factory = RequestContextFactory.builder().build();
		try (Lease other = factory.open(() -> "another request")) {
			other.run(this::makeAll);
		}
		this.lease = factory.open(() -> "request");
		this.binding = this.lease.bind();
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new EmptyRequest()));
		makeAll();
	}

	// Each request has to have counters of its own.
	private void makeAll() {
		RequestAttributes current = RequestContextHolder.getRequestAttributes();
		RequestAttributes attributes = (current != null) ? current : new ServletRequestAttributes(new EmptyRequest());
		for (int i = 0; i < this.objects; i++) {
			Checks.isTrue(this.locals.get(i).get().increment() == 1, "A counter is of another request");
			Checks.isTrue(attributes.getAttribute(this.names[i], RequestAttributes.SCOPE_REQUEST) == null,
					"An attribute is of another request");
			attributes.setAttribute(this.names[i], new Counter(), RequestAttributes.SCOPE_REQUEST);
		}
	}

	/**
	 * End it.
	 */
	@TearDown
	public void tearDown() {
		RequestContextHolder.resetRequestAttributes();
		this.binding.close();
		this.lease.close();
	}

	private int turn() {
		int turn = this.next;
		this.next = (turn + 1 < this.objects) ? turn + 1 : 0;
		return turn;
	}

	/**
	 * The floor: an array of objects.
	 * @return a count
	 */
	@Benchmark
	public int plainArray() {
		return this.plain[turn()].increment();
	}

	/**
	 * Request locals, by hand.
	 * @return a count
	 */
	@Benchmark
	public int requestLocalGet() {
		return this.locals.get(turn()).get().increment();
	}

	/**
	 * Request locals, through stand-ins for their class.
	 * @return a count
	 */
	@Benchmark
	public int requestLocalClassProxy() {
		return this.standIns[turn()].increment();
	}

	/**
	 * Spring's request attributes, by hand.
	 * @return a count
	 */
	@Benchmark
	public int springRequestAttribute() {
		Counter counter = (Counter) RequestContextHolder.currentRequestAttributes()
			.getAttribute(this.names[turn()], RequestAttributes.SCOPE_REQUEST);
		return Checks.present(counter).increment();
	}

	/**
	 * A request-scoped object.
	 */
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
