package dev.requeststate.spring.scope;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.requeststate.context.CacheRole;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * The scope {@value #NAME}: keeps each bean in a request local of its own.
 * <p>
 * There is one instance for each bean factory, because a parent context, its children and
 * the cached contexts of a test suite may all have a bean of one name. When the factory
 * closes it lets go of the locals; their places in the contexts are given to others once
 * every request that used them is over.
 */
public final class RequestStateScope implements Scope {

	/**
	 * The name of the scope.
	 */
	public static final String NAME = "request-state";

	// What the bean factory puts in the place of null. It says so by equals(null), which
	// a user's own class may get wrong.
	private static final String NULL_BEAN = "org.springframework.beans.factory.support.NullBean";

	private final Map<String, RequestLocal<Object>> locals = new ConcurrentHashMap<>();

	RequestStateScope() {
	}

	/**
	 * The local that keeps a bean.
	 * @param beanName the name of the bean itself, not of its stand-in
	 */
	RequestLocal<Object> local(String beanName) {
		return local(beanName, CacheRole.STATE);
	}

	/**
	 * As {@link #local(String)}, for whoever knows first what it means for a cached
	 * result that the bean was read.
	 */
	RequestLocal<Object> local(String beanName, CacheRole cacheRole) {
		// Computing takes a lock and an object even where it has nothing to compute.
		RequestLocal<Object> known = this.locals.get(beanName);
		return (known != null) ? known : this.locals.computeIfAbsent(beanName, (name) -> newLocal(name, cacheRole));
	}

	/**
	 * A local for a bean, under the name its users know it by.
	 */
	static RequestLocal<Object> newLocal(String beanName, CacheRole cacheRole) {
		return RequestLocal.ofKind("bean",
				ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName) : beanName,
				cacheRole);
	}

	/**
	 * Let go of all locals.
	 */
	void clear() {
		this.locals.clear();
	}

	@Override
	public Object get(String name, ObjectFactory<?> objectFactory) {
		return local(name).computeIfAbsent(() -> make(name, objectFactory));
	}

	private static Object make(String name, ObjectFactory<?> objectFactory) {
		Object bean = objectFactory.getObject();
		if (bean.getClass().getName().equals(NULL_BEAN)) {
			throw new BeanCreationException(name, "It was made as null. A bean of the scope '" + NAME
					+ "' needs a value, or its stand-in would stand for nothing. Return an object that does nothing, "
					+ "or an Optional.");
		}
		return bean;
	}

	/**
	 * Take a bean out of the current request without destroying it.
	 */
	@Override
	public @Nullable Object remove(String name) {
		return local(name).take();
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
		local(name).onDestroy(callback);
	}

	/**
	 * The identity of the current request context, or null where none is current.
	 */
	@Override
	public @Nullable String getConversationId() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null) ? context.id() : null;
	}

}
