package dev.requeststate.spring.cache;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.AbstractCacheResolver;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.interceptor.SimpleKeyGenerator;
import org.springframework.util.StringUtils;

/**
 * Knows the settings of operations with which nothing of a request can be read: those of
 * Spring's own that look at names and arguments alone. Anything else may.
 */
final class PlainCaching {

	// By name: most of them need not be there.
	private static final Set<String> PLAIN_MANAGERS = Set.of(
			"org.springframework.cache.concurrent.ConcurrentMapCacheManager",
			"org.springframework.cache.caffeine.CaffeineCacheManager",
			"org.springframework.data.redis.cache.RedisCacheManager",
			"org.springframework.cache.jcache.JCacheCacheManager",
			"org.springframework.cache.support.SimpleCacheManager",
			"org.springframework.cache.support.NoOpCacheManager", RequestCacheManager.class.getName());

	private final Supplier<KeyGenerator> defaultGenerator;

	private final Supplier<@Nullable CacheResolver> defaultResolver;

	private final BeanFactory beanFactory;

	PlainCaching(Supplier<KeyGenerator> defaultGenerator, Supplier<@Nullable CacheResolver> defaultResolver,
			BeanFactory beanFactory) {
		this.defaultGenerator = defaultGenerator;
		this.defaultResolver = defaultResolver;
		this.beanFactory = beanFactory;
	}

	boolean hasPlainGenerator(CacheOperation operation) {
		return !StringUtils.hasText(operation.getKeyGenerator())
				&& this.defaultGenerator.get().getClass() == SimpleKeyGenerator.class;
	}

	boolean hasPlainResolver(CacheOperation operation) {
		if (StringUtils.hasText(operation.getCacheResolver())) {
			return BeanFactoryAnnotationUtils
				.qualifiedBeanOfType(this.beanFactory, CacheResolver.class, operation.getCacheResolver())
				.getClass() == RequestCacheResolver.class;
		}
		if (StringUtils.hasText(operation.getCacheManager())) {
			return isPlain(BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beanFactory, CacheManager.class,
					operation.getCacheManager()));
		}
		CacheResolver resolver = this.defaultResolver.get();
		return resolver != null && resolver.getClass() == SimpleCacheResolver.class
				&& isPlain(((AbstractCacheResolver) resolver).getCacheManager());
	}

	// One of the application may choose among its caches by the request, also behind one
	// of Spring's that delegates to it.
	private static boolean isPlain(CacheManager manager) {
		return PLAIN_MANAGERS.contains(manager.getClass().getName());
	}

}
