/**
 * The guard of cached calls: a result that depends on the request it was made for is
 * shared under a key that does too, or not at all. And the caches of the request itself.
 * <p>
 * {@link dev.requeststate.spring.cache.CacheGuardPostProcessor} lets the caching of
 * Spring go through the guard. {@link dev.requeststate.spring.cache.CacheGuard} decides,
 * and {@link dev.requeststate.spring.cache.RefusalObserver} is told.
 * {@link dev.requeststate.spring.cache.RequestCacheManager} has the request's caches,
 * which {@link dev.requeststate.RequestCacheable} uses.
 */
@NullMarked
package dev.requeststate.spring.cache;

import org.jspecify.annotations.NullMarked;
