package dev.requeststate.spring.cache;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheResolver;

/**
 * The beans of an application, as a caching interceptor is to see them: the managers and
 * resolvers that it looks up by name for single operations are guarded. Not listable, so
 * that it looks them up one by one. The beans themselves are left alone.
 */
final class GuardedBeanFactory implements InvocationHandler {

	private final BeanFactory beans;

	private final UnaryOperator<CacheResolver> resolvers;

	private final UnaryOperator<Cache> caches;

	private GuardedBeanFactory(BeanFactory beans, UnaryOperator<CacheResolver> resolvers, UnaryOperator<Cache> caches) {
		this.beans = beans;
		this.resolvers = resolvers;
		this.caches = caches;
	}

	/**
	 * Guard the beans.
	 * @param beans the beans
	 * @param resolvers guards a resolver
	 * @param caches guards a cache
	 */
	static BeanFactory of(BeanFactory beans, UnaryOperator<CacheResolver> resolvers, UnaryOperator<Cache> caches) {
		return (BeanFactory) Proxy.newProxyInstance(GuardedBeanFactory.class.getClassLoader(),
				new Class<?>[] { BeanFactory.class }, new GuardedBeanFactory(beans, resolvers, caches));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (arguments != null && arguments.length == 2 && arguments[0] instanceof String name
				&& (arguments[1] == CacheManager.class || arguments[1] == CacheResolver.class)) {
			return switch (method.getName()) {
				// Whether there is one, Spring finds out when it is got: there may be one
				// of that qualifier, too.
				case "isTypeMatch" -> true;
				case "getBean" -> (arguments[1] == CacheManager.class) ? manager(name) : resolver(name);
				default -> call(method, arguments);
			};
		}
		return method.getName().equals("containsBean") ? Boolean.TRUE : call(method, arguments);
	}

	private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(this.beans, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private CacheResolver resolver(String name) {
		return this.resolvers
			.apply(BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beans, CacheResolver.class, name));
	}

	private CacheManager manager(String name) {
		CacheManager manager = BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beans, CacheManager.class, name);
		return new CacheManager() {

			@Override
			public @Nullable Cache getCache(String cacheName) {
				Cache cache = manager.getCache(cacheName);
				return (cache != null) ? GuardedBeanFactory.this.caches.apply(cache) : null;
			}

			@Override
			public Collection<String> getCacheNames() {
				return manager.getCacheNames();
			}

		};
	}

}
