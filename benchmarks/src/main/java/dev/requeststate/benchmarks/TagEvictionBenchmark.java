package dev.requeststate.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheTagsAutoConfiguration;
import dev.requeststate.call.CallScope;
import dev.requeststate.spring.tag.CacheTags;
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

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The eviction of a tag that many entries carry, with the numbers in the process.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(10)
@State(Scope.Thread)
public class TagEvictionBenchmark {

	/**
	 * How many entries carry the tag.
	 */
	@Param({ "10", "1000", "100000" })
	public int entries;

	private AnnotationConfigApplicationContext application;

	private Books books;

	private CacheTags tags;

	/**
	 * Start an application, and fill its cache.
	 */
	@Setup
	public void setUp() {
		this.application = new AnnotationConfigApplicationContext(RequestStateAutoConfiguration.class, Caching.class,
				RequestStateCacheTagsAutoConfiguration.class, RequestStateCacheAutoConfiguration.class);
		this.tags = this.application.getBean(CacheTags.class);
		this.books = this.application.getBean(Books.class);
		for (int i = 0; i < this.entries; i++) {
			this.books.title(i);
		}
		if (this.books.computed() != this.entries || this.books.title(0) != 0) {
			throw new IllegalStateException("The entries are not stored");
		}
		this.tags.evict("shelf");
		if (this.books.title(0) != this.entries) {
			throw new IllegalStateException("The entries are not tagged");
		}
	}

	/**
	 * End it.
	 */
	@TearDown
	public void tearDown() {
		this.application.close();
	}

	/**
	 * The eviction.
	 */
	@Benchmark
	public void evict() {
		this.tags.evict("shelf");
	}

	/**
	 * The eviction, and one entry made again.
	 * @return the entry
	 */
	@Benchmark
	public int evictAndComputeOne() {
		this.tags.evict("shelf");
		return this.books.title(0);
	}

	/**
	 * What is called.
	 */
	public static class Books {

		private int computed;

		/**
		 * How many were computed.
		 * @return how many
		 */
		public int computed() {
			return this.computed;
		}

		/**
		 * A cached method with a tag.
		 * @param id the key
		 * @return how many were computed before
		 */
		@Cacheable("books")
		public int title(int id) {
			CallScope.current().tag("shelf");
			return this.computed++;
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
