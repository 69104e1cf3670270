package dev.requeststate.spring.cache;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Shows the application's error handler the caches of the application.
 */
final class RawCacheErrorHandler implements CacheErrorHandler {

	private final Supplier<CacheErrorHandler> handler;

	RawCacheErrorHandler(Supplier<CacheErrorHandler> handler) {
		this.handler = handler;
	}

	private static Cache raw(Cache cache) {
		return (cache instanceof OperationCache wrapped) ? wrapped.cache() : cache;
	}

	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		this.handler.get().handleCacheGetError(exception, raw(cache), key);
	}

	@Override
	public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
		this.handler.get().handleCachePutError(exception, raw(cache), key, value);
	}

	@Override
	public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
		this.handler.get().handleCacheEvictError(exception, raw(cache), key);
	}

	@Override
	public void handleCacheClearError(RuntimeException exception, Cache cache) {
		this.handler.get().handleCacheClearError(exception, raw(cache));
	}

}
