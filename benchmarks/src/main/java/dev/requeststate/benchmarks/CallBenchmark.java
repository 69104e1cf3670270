package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
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

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * One call on an object that belongs to the request.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(10)
@State(Scope.Thread)
public class CallBenchmark {

	private static final ThreadLocal<Counter> THREAD_LOCAL = ThreadLocalPlaces.anywhere(ThreadLocal::new);

	private static final RequestLocal<Counter> LOCAL = ThreadLocalPlaces
		.anywhere(() -> RequestLocal.withInitial("counter", Counter::new));

	private static final Count INTERFACE_PROXY = LOCAL.proxy(Count.class);

	private static final Counter CLASS_PROXY = LOCAL.proxy(Counter.class);

	private final Counter plain = new Counter();

	private AnnotationConfigApplicationContext application;

	private Lease lease;

	private Binding binding;

	private Counter requestStateBean;

	private Counter requestScopeBean;

	/**
	 * Start an application, and a request on the benchmark's thread.
	 * @throws InterruptedException never
	 */
	@Setup
	public void setUp() throws InterruptedException {
		// On a thread of its own, as in a server: what a start leaves in thread locals
		// collides with those that are measured, differently in each run.
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		Thread start = new Thread(() -> startApplication(application));
		start.start();
		start.join();
		this.application = application;
		THREAD_LOCAL.set(new Counter());
		this.lease = application.getBean(RequestContextFactory.class).open(() -> "benchmark");
		this.binding = this.lease.bind();
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new EmptyRequest()));
		this.requestStateBean = application.getBean("requestStateCounter", Counter.class);
		this.requestScopeBean = application.getBean("requestScopeCounter", Counter.class);
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
		RequestContextHolder.resetRequestAttributes();
		this.binding.close();
		this.lease.close();
		this.application.close();
		THREAD_LOCAL.remove();
	}

	/**
	 * The floor: a field.
	 */
	@Benchmark
	public int plainField() {
		return this.plain.increment();
	}

	/**
	 * What the ratio is measured against.
	 */
	@Benchmark
	public int threadLocal() {
		return THREAD_LOCAL.get().increment();
	}

	/**
	 * A bean, through its class proxy.
	 */
	@Benchmark
	public int requestStateClassProxy() {
		return this.requestStateBean.increment();
	}

	/**
	 * A request local, by hand.
	 */
	@Benchmark
	public int requestLocalGet() {
		return LOCAL.get().increment();
	}

	/**
	 * A request local, through the stand-in for its class.
	 */
	@Benchmark
	public int requestLocalClassProxy() {
		return CLASS_PROXY.increment();
	}

	/**
	 * A request local, through the stand-in for an interface.
	 */
	@Benchmark
	public int requestLocalInterfaceProxy() {
		return INTERFACE_PROXY.increment();
	}

	/**
	 * Spring's own request scope.
	 */
	@Benchmark
	public int springRequestScope() {
		return this.requestScopeBean.increment();
	}

	/**
	 * An interface of a request-scoped object.
	 */
	public interface Count {

		/**
		 * Count one.
		 * @return the new count
		 */
		int increment();

	}

	/**
	 * A request-scoped object.
	 */
	public static class Counter implements Count {

		private int count;

		@Override
		public int increment() {
			return ++this.count;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@RequestState
		Counter requestStateCounter() {
			return new Counter();
		}

		@Bean
		@RequestScope
		Counter requestScopeCounter() {
			return new Counter();
		}

	}

}
