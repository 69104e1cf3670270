package dev.requeststate.spring.cache;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker;

/**
 * The invocation of a cached method, whose body is computed as a part of a call.
 */
final class GuardedInvocation implements MethodInvocation {

	private final MethodInvocation invocation;

	private final GuardedCall call;

	GuardedInvocation(MethodInvocation invocation, GuardedCall call) {
		this.invocation = invocation;
		this.call = call;
	}

	@Override
	public @Nullable Object proceed() throws Throwable {
		try {
			return this.call.invoke();
		}
		catch (CacheOperationInvoker.ThrowableWrapper ex) {
			throw ex.getOriginal();
		}
	}

	@Override
	public Method getMethod() {
		return this.invocation.getMethod();
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.invocation.getArguments();
	}

	@Override
	public @Nullable Object getThis() {
		return this.invocation.getThis();
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.invocation.getStaticPart();
	}

}
