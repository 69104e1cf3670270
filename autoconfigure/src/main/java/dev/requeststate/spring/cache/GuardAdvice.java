package dev.requeststate.spring.cache;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheInterceptor;

/**
 * Stands before the caching advice of the application: until the application is ready,
 * that advice itself is called.
 */
final class GuardAdvice implements MethodInterceptor {

	private final CacheInterceptor original;

	private volatile MethodInterceptor target;

	GuardAdvice(CacheInterceptor original) {
		this.original = original;
		this.target = original;
	}

	/**
	 * The advice of the application.
	 */
	CacheInterceptor original() {
		return this.original;
	}

	/**
	 * Let calls go another way from now on.
	 */
	void redirect(MethodInterceptor target) {
		this.target = target;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		return this.target.invoke(invocation);
	}

}
