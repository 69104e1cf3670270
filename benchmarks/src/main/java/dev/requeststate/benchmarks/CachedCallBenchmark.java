package dev.requeststate.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.RequestCacheable;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheTagsAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateRequestCacheAutoConfiguration;
import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
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

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/**
 * A call of a cached method that reads nothing from the request: with Spring's own
 * interceptor alone, and with the guard.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(10)
@State(Scope.Thread)
public class CachedCallBenchmark {

	/**
	 * {@code none} for an application without the guard, or what it does.
	 */
	@Param({ "none", "refuse" })
	public String guard = "none";

	private AnnotationConfigApplicationContext application;

	private Lease lease;

	private Binding binding;

	private Books books;

	private Cache cache;

	/**
	 * Start an application, and a request on the benchmark's thread.
	 * @throws InterruptedException never
	 */
	@Setup
	public void setUp() throws InterruptedException {
		// On a thread of its own, as in a server: what a start leaves in thread locals
		// collides with those that are measured, differently in each run.
		AtomicReference<AnnotationConfigApplicationContext> started = new AtomicReference<>();
		Thread start = new Thread(() -> started.set(startApplication(this.guard)));
		start.start();
		start.join();
		this.application = Objects.requireNonNull(started.get());
		this.lease = this.application.getBean(RequestContextFactory.class).open(() -> "benchmark");
		this.binding = this.lease.bind();
		this.books = this.application.getBean(Books.class);
		this.cache = Objects.requireNonNull(this.application.getBean(CacheManager.class).getCache("books"));
	}

	private static AnnotationConfigApplicationContext startApplication(String guard) {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		application.register(RequestStateAutoConfiguration.class, Caching.class,
				RequestStateRequestCacheAutoConfiguration.class);
		if (!guard.equals("none")) {
			application.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("guard", Map.of("request-state.cache.guard", guard)));
			application.register(RequestStateCacheTagsAutoConfiguration.class,
					RequestStateCacheAutoConfiguration.class);
		}
		application.refresh();
		return application;
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
	 * A hit.
	 */
	@Benchmark
	public String hit() {
		return this.books.title("book-42");
	}

	/**
	 * A hit of a method whose callers wait for each other.
	 */
	@Benchmark
	public String syncHit() {
		return this.books.syncTitle("book-42");
	}

	/**
	 * A computation, and a store.
	 */
	@Benchmark
	public String computation() {
		this.cache.clear();
		return this.books.title("book-42");
	}

	/**
	 * A hit in the request's own cache.
	 */
	@Benchmark
	public String requestCacheHit() {
		return this.books.ownTitle("book-42");
	}

	/**
	 * What is called.
	 */
	public static class Books {

		/**
		 * A cached method.
		 * @param slug the key
		 * @return the value
		 */
		@Cacheable("books")
		public String title(String slug) {
			return slug;
		}

		/**
		 * As {@link #title}, with callers that wait.
		 * @param slug the key
		 * @return the value
		 */
		@Cacheable(cacheNames = "sync-books", sync = true)
		public String syncTitle(String slug) {
			return slug;
		}

		/**
		 * As {@link #title}, for the request.
		 * @param slug the key
		 * @return the value
		 */
		@RequestCacheable("own-books")
		public String ownTitle(String slug) {
			return slug;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		Books books() {
			return new Books();
		}

	}

}
