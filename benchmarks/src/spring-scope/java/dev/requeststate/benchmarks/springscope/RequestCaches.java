package dev.requeststate.benchmarks.springscope;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/**
 * The caches of one request.
 */
@Component
@RequestScope
class RequestCaches {

	private final Map<String, Cache> caches = new ConcurrentHashMap<>();

	public Cache get(String name) {
		return this.caches.computeIfAbsent(name, ConcurrentMapCache::new);
	}

}
