package dev.requeststate.spring.cache;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.AbstractCacheResolver;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.core.MethodClassKey;

/**
 * Finds the caches of {@link dev.requeststate.RequestCacheable}: those it names, or one
 * of the method's own.
 */
public final class RequestCacheResolver extends AbstractCacheResolver {

	private final Map<MethodClassKey, List<Cache>> ownCaches = new ConcurrentHashMap<>();

	/**
	 * Create a resolver.
	 * @param cacheManager has the caches
	 */
	public RequestCacheResolver(CacheManager cacheManager) {
		super(Objects.requireNonNull(cacheManager, "'cacheManager' must not be null"));
	}

	@Override
	public Collection<? extends Cache> resolveCaches(CacheOperationInvocationContext<?> context) {
		if (!context.getOperation().getCacheNames().isEmpty()) {
			return super.resolveCaches(context);
		}
		Class<?> type = AopProxyUtils.ultimateTargetClass(context.getTarget());
		MethodClassKey method = new MethodClassKey(context.getMethod(), type);
		List<Cache> caches = this.ownCaches.get(method);
		if (caches == null) {
			caches = List.of(Objects.requireNonNull(getCacheManager().getCache(name(context.getMethod(), type))));
			this.ownCaches.put(method, caches);
		}
		return caches;
	}

	@Override
	protected Collection<String> getCacheNames(CacheOperationInvocationContext<?> context) {
		return context.getOperation().getCacheNames();
	}

	private static String name(Method method, Class<?> type) {
		return type.getName() + "." + method.getName()
				+ Arrays.stream(method.getParameterTypes())
					.map(Class::getTypeName)
					.collect(Collectors.joining(",", "(", ")"));
	}

}
