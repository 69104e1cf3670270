package dev.requeststate.spring.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.requeststate.call.CallKey;
import dev.requeststate.call.RequestRead;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.expression.AnnotatedElementKey;

/**
 * Guards an interceptor of the application's own, which has to do the caching itself.
 * Less exact than {@link GuardedInterceptor}: all that is read outside the body of the
 * method counts as read for the key of each of its operations.
 */
final class FallbackInterceptor implements MethodInterceptor {

	private final CacheGuard guard;

	private final CacheInterceptor original;

	private final Map<AnnotatedElementKey, GuardedMethod> methods = new ConcurrentHashMap<>();

	private final ThreadLocal<@Nullable FallbackCall> current = new ThreadLocal<>();

	FallbackInterceptor(CacheGuard guard, CacheInterceptor original) {
		this.guard = guard;
		this.original = original;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
		GuardedMethod method = this.methods.computeIfAbsent(new AnnotatedElementKey(invocation.getMethod(), type),
				(id) -> new GuardedMethod(invocation.getMethod(), type));
		GuardedCall call = new GuardedCall(this.guard, () -> proceed(invocation));
		call.of(method);
		call.share();
		FallbackCall operation = new FallbackCall(call, method, new CallKey(call.caller()));
		FallbackCall outer = this.current.get();
		this.current.set(operation);
		Object result;
		try {
			result = operation.key.compute(() -> this.original.invoke(new GuardedInvocation(invocation, call)));
		}
		finally {
			this.current.set(outer);
		}
		return this.guard.isFailing() ? call.failed(result) : result;
	}

	private static @Nullable Object proceed(MethodInvocation invocation) {
		try {
			return invocation.proceed();
		}
		catch (Throwable ex) {
			throw new CacheOperationInvoker.ThrowableWrapper(ex);
		}
	}

	/**
	 * Let the caches that the interceptor finds be guarded, by whatever way it finds
	 * them.
	 * @param beans the beans of the application
	 */
	void guardCaches(BeanFactory beans) {
		CacheResolver resolver = this.original.getCacheResolver();
		this.original.setCacheResolver((resolver != null) ? guarded(resolver) : null);
		this.original.setBeanFactory(GuardedBeanFactory.of(beans, this::guarded, this::guarded));
	}

	private CacheResolver guarded(CacheResolver resolver) {
		return (context) -> resolver.resolveCaches(context).stream().map(this::guarded).toList();
	}

	private Cache guarded(Cache cache) {
		FallbackCall operation = this.current.get();
		return (operation != null) ? new FallbackCache(cache, operation) : cache;
	}

	/**
	 * A cache that decides by itself what is put into it.
	 */
	private static final class FallbackCache extends OperationCache {

		FallbackCache(Cache cache, FallbackCall operation) {
			super(cache, operation.call, operation.on(cache));
		}

		@Override
		public void put(Object key, @Nullable Object result) {
			if (mayStore(result)) {
				super.put(key, result);
			}
			else {
				// It may have been there to be replaced.
				evict(key);
			}
		}

	}

	/**
	 * All operations of one call.
	 */
	private static final class FallbackCall {

		private final GuardedCall call;

		private final GuardedMethod method;

		private final CallKey key;

		FallbackCall(GuardedCall call, GuardedMethod method, CallKey key) {
			this.call = call;
			this.method = method;
			this.key = key;
		}

		StoringOperation on(Cache cache) {
			return new StoringOperation() {

				@Override
				public boolean mayStore(@Nullable Object result) {
					return FallbackCall.this.mayStore(cache);
				}

				@Override
				public boolean isRequestsOwn() {
					return !reads(cache).isEmpty();
				}

				@Override
				public void store(OperationCache guarded, Object key, @Nullable Object result) {
					guarded.put(key, result);
				}

				@Override
				public boolean isRefusedBefore() {
					return FallbackCall.this.method.isRefused();
				}

			};
		}

		private List<RequestRead> reads(Cache cache) {
			return (this.call.guard().isOff() || UnsharedCache.areAll(List.of(cache))) ? List.of()
					: this.call.readsBeside(this.key);
		}

		private boolean mayStore(Cache cache) {
			List<RequestRead> reads = reads(cache);
			if (reads.isEmpty()) {
				return this.call.claim();
			}
			this.method.refuse();
			this.call.refuse(this.method, List.of(cache.getName()), reads);
			return false;
		}

	}

}
