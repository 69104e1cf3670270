package dev.requeststate.benchmarks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.cache.RequestCacheManager;
import org.jspecify.annotations.Nullable;
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

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/**
 * A hit in a cache of the request, among a hundred entries.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(10)
@State(Scope.Thread)
public class RequestCacheBenchmark {

	private static final int ENTRIES = 100;

	private final Map<Object, Object> map = new ConcurrentHashMap<>();

	private final Cache shared = new ConcurrentMapCache("books");

	private final Cache cache = new RequestCacheManager().getCache("books");

	private final Object key = "book-42";

	private Lease lease;

	private Binding binding;

	/**
	 * Begin a request on the benchmark's thread, and fill all three.
	 */
	@Setup
	public void setUp() {
		this.lease = RequestContextFactory.builder().build().open(() -> "benchmark");
		this.binding = this.lease.bind();
		for (int i = 0; i < ENTRIES; i++) {
			this.map.put("book-" + i, "title");
			this.shared.put("book-" + i, "title");
			this.cache.put("book-" + i, "title");
		}
	}

	/**
	 * End it.
	 */
	@TearDown
	public void tearDown() {
		this.binding.close();
		this.lease.close();
	}

	/**
	 * What the ratio is measured against.
	 */
	@Benchmark
	public @Nullable Object mapGet() {
		return this.map.get(this.key);
	}

	/**
	 * A hit, or the value loaded, as {@code sync = true} asks.
	 */
	@Benchmark
	public @Nullable Object requestCacheGetOrLoad() {
		return this.cache.get(this.key, () -> "never");
	}

	/**
	 * A hit, as {@code sync = false} asks.
	 */
	@Benchmark
	public @Nullable Object requestCacheGet() {
		return this.cache.get(this.key);
	}

	/**
	 * Spring's own cache in memory.
	 */
	@Benchmark
	public @Nullable Object springCacheGet() {
		return this.shared.get(this.key);
	}

}
