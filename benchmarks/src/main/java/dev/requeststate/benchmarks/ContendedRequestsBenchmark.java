package dev.requeststate.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * 1,000 requests on 64 threads. Each thread takes one request after the other until there
 * are no more.
 * <p>
 * One operation is one of the requests: open, make current, use four beans of the request
 * for the first time, close. It contains a thousandth of the threads' start and end at a
 * barrier, which is in the {@link #floor() floor} too, and no filter and no container.
 * Most of a request is Spring's making of four beans. The compiler has little of the
 * processors' time beside 64 threads, so the warm-up is long.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ContendedRequestsBenchmark.REQUESTS)
@Warmup(iterations = 8, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class ContendedRequestsBenchmark {

	static final int REQUESTS = 1_000;

	private static final int THREADS = 64;

	private static final int BEANS = 4;

	private static final List<RequestLocal<Counter>> locals = IntStream.range(0, BEANS)
		.mapToObj((number) -> RequestLocal.withInitial("counter" + number, Counter::new))
		.toList();

	// One for each thread, as a container's connectors have.
	private final List<EmptyRequest> containerRequests = IntStream.range(0, THREADS)
		.mapToObj((thread) -> new EmptyRequest())
		.toList();

	private final Counter[] requestStateBeans = new Counter[BEANS];

	private final Counter[] requestScopeBeans = new Counter[BEANS];

	private @Nullable Racers racers;

	private @Nullable AnnotationConfigApplicationContext application;

	private @Nullable RequestContextFactory requests;

	/**
	 * Start an application and the threads. That requests are apart is seen in each
	 * operation.
	 * @throws InterruptedException never
	 */
	@Setup
	public void setUp() throws InterruptedException {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		Thread start = new Thread(() -> startApplication(application));
		start.start();
		start.join();
		this.application = application;
		this.requests = application.getBean(RequestContextFactory.class);
		for (int i = 0; i < BEANS; i++) {
			this.requestStateBeans[i] = application.getBean("requestState" + i, Counter.class);
			this.requestScopeBeans[i] = application.getBean("requestScope" + i, Counter.class);
		}
		this.racers = new Racers(THREADS);
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
	 * Beans, through their class proxies.
	 */
	@Benchmark
	public int requestState() throws Exception {
		RequestContextFactory requests = Objects.requireNonNull(this.requests);
		return serveAll((thread) -> {
			try (Lease request = requests.open(() -> "request"); Binding current = request.bind()) {
				return use(this.requestStateBeans);
			}
		});
	}

	/**
	 * Request locals, by hand: no beans are made.
	 */
	@Benchmark
	public int requestLocal() throws Exception {
		RequestContextFactory requests = Objects.requireNonNull(this.requests);
		return serveAll((thread) -> {
			try (Lease request = requests.open(() -> "request"); Binding current = request.bind()) {
				int sum = 0;
				for (RequestLocal<Counter> local : locals) {
					sum += local.get().increment();
				}
				return sum;
			}
		});
	}

	/**
	 * Spring's own request scope.
	 */
	@Benchmark
	public int springRequestScope() throws Exception {
		return serveAll((thread) -> {
			EmptyRequest containerRequest = this.containerRequests.get(thread);
			ServletRequestAttributes request = new ServletRequestAttributes(containerRequest);
			RequestContextHolder.setRequestAttributes(request);
			try {
				return use(this.requestScopeBeans);
			}
			finally {
				RequestContextHolder.resetRequestAttributes();
				request.requestCompleted();
				containerRequest.recycle();
			}
		});
	}

	/**
	 * Four objects for each request, in no scope.
	 */
	@Benchmark
	public int floor() throws Exception {
		return serveAll((thread) -> use(new Counter[] { new Counter(), new Counter(), new Counter(), new Counter() }));
	}

	private static int use(Counter[] beans) {
		int sum = 0;
		for (Counter bean : beans) {
			sum += bean.increment();
		}
		return sum;
	}

	private int serveAll(IntUnaryOperator request) throws Exception {
		AtomicInteger next = new AtomicInteger();
		int[] sums = Objects.requireNonNull(this.racers).race((thread) -> {
			int sum = 0;
			while (next.getAndIncrement() < REQUESTS) {
				sum += request.applyAsInt(thread);
			}
			return sum;
		});
		// A bean that was another request's has counted further.
		int sum = Arrays.stream(sums).sum();
		if (sum != REQUESTS * BEANS) {
			throw new IllegalStateException("Requests share beans: " + sum);
		}
		return sum;
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

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState
		Counter requestState0() {
			return new Counter();
		}

		@Bean
		@RequestState
		Counter requestState1() {
			return new Counter();
		}

		@Bean
		@RequestState
		Counter requestState2() {
			return new Counter();
		}

		@Bean
		@RequestState
		Counter requestState3() {
			return new Counter();
		}

		@Bean
		@RequestScope
		Counter requestScope0() {
			return new Counter();
		}

		@Bean
		@RequestScope
		Counter requestScope1() {
			return new Counter();
		}

		@Bean
		@RequestScope
		Counter requestScope2() {
			return new Counter();
		}

		@Bean
		@RequestScope
		Counter requestScope3() {
			return new Counter();
		}

	}

}
