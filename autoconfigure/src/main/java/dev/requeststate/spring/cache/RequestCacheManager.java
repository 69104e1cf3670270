package dev.requeststate.spring.cache;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Caches whose entries live in the request context, and are gone with it. Any name is a
 * cache; each takes a place in the context, so that names should not be made from data.
 * <p>
 * A second manager beside the application's own: as a bean it is
 * {@code defaultCandidate = false}, so that nothing gets it that does not ask for
 * {@code requestCacheManager}.
 */
public final class RequestCacheManager implements CacheManager {

	private final Map<String, RequestCache> caches = new ConcurrentHashMap<>();

	@Override
	public Cache getCache(String name) {
		Objects.requireNonNull(name, "'name' must not be null");
		// Read first: computeIfAbsent locks now and then.
		RequestCache cache = this.caches.get(name);
		return (cache != null) ? cache : this.caches.computeIfAbsent(name, RequestCache::new);
	}

	/**
	 * The caches that the current request has used: none outside of a request, where who
	 * goes through all caches, as an endpoint does, has no business with them.
	 */
	@Override
	public Collection<String> getCacheNames() {
		return this.caches.values().stream().filter(RequestCache::isUsed).map(RequestCache::getName).toList();
	}

}
