package dev.requeststate.spring.cache;

import dev.requeststate.call.CallScope;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheInterceptor;

/**
 * Stands before the caching advice of the application. Until the application is ready,
 * nothing is cached, as with that advice alone; but a method may give its result tags.
 */
final class GuardAdvice implements MethodInterceptor {

	private final CacheInterceptor original;

	private volatile MethodInterceptor target;

	GuardAdvice(CacheInterceptor original) {
		this.original = original;
		this.target = GuardAdvice::proceed;
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

	private static @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
		return CallScope.open(invocation.getMethod().getName()).<@Nullable Object, Throwable>call(invocation::proceed);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		return this.target.invoke(invocation);
	}

}
