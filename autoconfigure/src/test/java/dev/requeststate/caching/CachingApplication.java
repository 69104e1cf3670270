package dev.requeststate.caching;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.call.RequestRead;
import dev.requeststate.spring.cache.RefusalObserver;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/**
 * An application with cached methods of every shape.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class CachingApplication {

	@Bean
	Visitor visitor() {
		return new Visitor();
	}

	@Bean
	Refusals refusals() {
		return new Refusals();
	}

	@Bean
	Errors errors() {
		return new Errors();
	}

	@Bean(destroyMethod = "shutdownNow")
	ExecutorService shapesExecutor() {
		return Executors.newFixedThreadPool(2);
	}

	@Bean
	Shapes shapes(ObjectProvider<Shapes> proxy, ExecutorService shapesExecutor) {
		return new Shapes(proxy, shapesExecutor);
	}

	@Bean
	CacheResolver byVisitor(CacheManager manager) {
		return (context) -> List.of(manager.getCache(context.getMethod().getName() + Visitor.current()));
	}

	@Bean
	KeyGenerator visitorKeys() {
		return (target, method, arguments) -> Visitor.current();
	}

	/**
	 * Notes what caches have failed with, and lets it fail.
	 */
	static final class Errors extends SimpleCacheErrorHandler implements CachingConfigurer {

		private final Queue<String> seen = new ConcurrentLinkedQueue<>();

		@Override
		public CacheErrorHandler errorHandler() {
			return this;
		}

		@Override
		public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
			note(exception, cache);
			super.handleCacheGetError(exception, cache, key);
		}

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
			note(exception, cache);
			super.handleCachePutError(exception, cache, key, value);
		}

		private void note(RuntimeException exception, Cache cache) {
			// Of what the body throws, Spring tells as well.
			if (!(NestedExceptionUtils.getMostSpecificCause(exception) instanceof IllegalArgumentException)) {
				this.seen.add(exception + " in " + cache.getClass().getName());
			}
		}

		Queue<String> seen() {
			return this.seen;
		}

	}

	/**
	 * Counts by cache what was refused.
	 */
	static final class Refusals implements RefusalObserver {

		private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

		@Override
		public void onRefused(String method, String cache, List<RequestRead> reads) {
			this.counts.computeIfAbsent(cache, (name) -> new AtomicInteger()).incrementAndGet();
		}

		int of(String cache) {
			AtomicInteger count = this.counts.get(cache);
			return (count != null) ? count.get() : 0;
		}

		int all() {
			return this.counts.values().stream().mapToInt(AtomicInteger::get).sum();
		}

	}

}
