package dev.requeststate.caching;

import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.SimpleCacheManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caches that do what they like with the failure of a loader: each caller gets its own
 * result all the same, and the body runs once for it.
 */
class UnusualCacheTests extends AbstractShapeTests {

	@Test
	void aCacheMayWrapTheFailureOfALoader() {
		assertEachGetsItsOwn(new ConcurrentMapCache("unusual") {

			@Override
			public <T> T get(Object key, Callable<T> loader) {
				try {
					return loader.call();
				}
				catch (Exception ex) {
					throw new IllegalStateException("backend", ex);
				}
			}

		});
	}

	@Test
	void aCacheMaySwallowTheFailureOfALoader() {
		assertEachGetsItsOwn(new ConcurrentMapCache("unusual") {

			@Override
			public <T> T get(Object key, Callable<T> loader) {
				try {
					return loader.call();
				}
				catch (Exception ex) {
					return null;
				}
			}

		});
	}

	private void assertEachGetsItsOwn(ConcurrentMapCache cache) {
		SimpleCacheManager manager = new SimpleCacheManager();
		manager.setCaches(List.of(cache));
		runner(CacheKind.CONCURRENT_MAP).withBean(CacheManager.class, () -> manager)
			.withBean(Unusual.class)
			.run((context) -> {
				Unusual unusual = context.getBean(Unusual.class);
				assertThat(Visitor.as("ann", unusual::greeting)).isEqualTo("ann 1");
				assertThat(Visitor.as("bob", unusual::greeting)).isEqualTo("bob 2");
				assertThat(context.getBean(CachingApplication.Errors.class).seen()).isEmpty();
			});
	}

	static class Unusual {

		private int bodies;

		@Cacheable(cacheNames = "unusual", sync = true)
		public String greeting() {
			return Visitor.current() + " " + (++this.bodies);
		}

	}

}
