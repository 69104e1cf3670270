package dev.requeststate.benchmarks;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The threads of one request race to the same value, which nobody has used before.
 * <p>
 * One operation is one race: open a request, let all threads make it current, use the
 * value once and let go, wait for the last of them, close the request. It contains no
 * hand-over of tasks: the threads stand at a barrier already, and going through that
 * twice is most of a race, in the {@link #floor() floor} too. Making the value takes some
 * ten microseconds of a processor's time, so that others come while it is made.
 * <p>
 * The second results {@code values} and {@code races} say how many values were made. It
 * has to be one for each race with ours and with a map, else the benchmark fails. Spring
 * looks for the bean in the request's attributes and makes it where it is not there, with
 * no lock in between: so two threads can make one each, and both be served.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class ContendedBenchmark {

	private static final int TOKENS = 5_000;

	private static final AtomicInteger made = new AtomicInteger();

	private static final RequestLocal<Value> LOCAL = RequestLocal.withInitial("value", Value::new);

	/**
	 * How many threads of the request there are.
	 */
	@Param({ "2", "8", "64" })
	public int threads;

	private final EmptyRequest request = new EmptyRequest();

	private @Nullable Racers racers;

	private @Nullable AnnotationConfigApplicationContext application;

	private @Nullable RequestContextFactory requests;

	private @Nullable Value requestStateBean;

	private @Nullable Value requestScopeBean;

	/**
	 * Start an application and the threads, and see that another request has another
	 * value.
	 * @throws Exception if a thread failed
	 */
	@Setup
	public void setUp() throws Exception {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		Thread start = new Thread(() -> startApplication(application));
		start.start();
		start.join();
		this.application = application;
		this.requests = application.getBean(RequestContextFactory.class);
		this.requestStateBean = application.getBean("requestStateValue", Value.class);
		this.requestScopeBean = application.getBean("requestScopeValue", Value.class);
		this.racers = new Racers(this.threads);
		Counts counts = new Counts();
		int[] seen = { requestState(counts), requestState(counts), requestLocal(counts), requestLocal(counts),
				springRequestScope(counts), springRequestScope(counts) };
		if (Arrays.stream(seen).distinct().count() != seen.length) {
			throw new IllegalStateException("Two requests share a value: " + Arrays.toString(seen));
		}
	}

	private static void startApplication(AnnotationConfigApplicationContext application) {
		application.getBeanFactory()
			.registerScope("request", new org.springframework.web.context.request.RequestScope());
		application.register(RequestStateAutoConfiguration.class, Beans.class);
		application.refresh();
	}

	/**
	 * End both.
	 */
	@TearDown
	public void tearDown() {
		Objects.requireNonNull(this.racers).close();
		Objects.requireNonNull(this.application).close();
	}

	/**
	 * A bean, through its class proxy.
	 */
	@Benchmark
	public int requestState(Counts counts) throws Exception {
		Value bean = Objects.requireNonNull(this.requestStateBean);
		try (Lease request = Objects.requireNonNull(this.requests).open(() -> "request")) {
			return raceForOne(counts, (thread) -> {
				try (Binding current = request.bind()) {
					return bean.number();
				}
			});
		}
	}

	/**
	 * A request local, by hand.
	 */
	@Benchmark
	public int requestLocal(Counts counts) throws Exception {
		try (Lease request = Objects.requireNonNull(this.requests).open(() -> "request")) {
			return raceForOne(counts, (thread) -> {
				try (Binding current = request.bind()) {
					return LOCAL.get().number();
				}
			});
		}
	}

	/**
	 * A new map, which all threads have at hand. Its lock is held while the value is
	 * made.
	 */
	@Benchmark
	public int concurrentHashMap(Counts counts) throws Exception {
		ConcurrentHashMap<String, Value> request = new ConcurrentHashMap<>();
		return raceForOne(counts, (thread) -> request.computeIfAbsent("value", (name) -> new Value()).number());
	}

	/**
	 * Spring's own request scope, current on each thread by its holder.
	 */
	@Benchmark
	public int springRequestScope(Counts counts) throws Exception {
		Value bean = Objects.requireNonNull(this.requestScopeBean);
		ServletRequestAttributes request = new ServletRequestAttributes(this.request);
		try {
			return race(counts, (thread) -> {
				RequestContextHolder.setRequestAttributes(request);
				try {
					return bean.number();
				}
				finally {
					RequestContextHolder.resetRequestAttributes();
				}
			})[0];
		}
		finally {
			request.requestCompleted();
			this.request.recycle();
		}
	}

	/**
	 * The threads alone, and one value made while they wait for nothing.
	 */
	@Benchmark
	public int floor(Counts counts) throws Exception {
		return race(counts, (thread) -> (thread == 0) ? new Value().number() : thread)[0];
	}

	private int[] race(Counts counts, IntUnaryOperator work) throws Exception {
		int before = made.get();
		int[] seen = Objects.requireNonNull(this.racers).race(work);
		counts.values += made.get() - before;
		counts.races++;
		return seen;
	}

	private int raceForOne(Counts counts, IntUnaryOperator work) throws Exception {
		int last = made.get();
		for (int number : race(counts, work)) {
			if (number != last + 1) {
				throw new IllegalStateException("A thread saw value " + number + " and not " + (last + 1));
			}
		}
		if (made.get() != last + 1) {
			throw new IllegalStateException((made.get() - last) + " values were made in one race");
		}
		return last + 1;
	}

	/**
	 * What the races made.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Counts {

		/**
		 * How many values were made.
		 */
		public long values;

		/**
		 * How many races there were.
		 */
		public long races;

	}

	/**
	 * What the threads race to.
	 */
	public static class Value {

		private final int number;

		/**
		 * Make a value, which takes a while.
		 */
		public Value() {
			Blackhole.consumeCPU(TOKENS);
			this.number = made.incrementAndGet();
		}

		/**
		 * Which value this is.
		 */
		public int number() {
			return this.number;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState
		Value requestStateValue() {
			return new Value();
		}

		@Bean
		@RequestScope
		Value requestScopeValue() {
			return new Value();
		}

	}

}
