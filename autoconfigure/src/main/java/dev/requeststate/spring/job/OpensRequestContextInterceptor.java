package dev.requeststate.spring.job;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.requeststate.OpensRequestContext;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContextFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * Opens a context around a call.
 */
final class OpensRequestContextInterceptor implements MethodInterceptor {

	private final Supplier<RequestContextFactory> factory;

	OpensRequestContextInterceptor(Supplier<RequestContextFactory> factory) {
		this.factory = factory;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		String name = name(invocation);
		try (Lease lease = this.factory.get().open(() -> name)) {
			Object result = lease.<@Nullable Object, Throwable>call(invocation::proceed);
			if (result instanceof CompletionStage<?> stage) {
				lease.context().waitUntil(stage);
			}
			return result;
		}
	}

	private static String name(MethodInvocation invocation) {
		Method method = invocation.getMethod();
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass();
		OpensRequestContext annotation = OpensRequestContextPointcut.find(method, type);
		return (annotation != null && !annotation.value().isEmpty()) ? annotation.value()
				: ClassUtils.getUserClass(type).getSimpleName() + "." + method.getName();
	}

}
