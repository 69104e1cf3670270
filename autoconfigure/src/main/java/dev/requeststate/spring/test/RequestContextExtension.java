package dev.requeststate.spring.test;

import java.lang.reflect.Method;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Opens a context around each test.
 * <p>
 * It is current on the thread of the test, and around each method on whatever thread runs
 * that: a {@code @Timeout} may choose another.
 */
final class RequestContextExtension implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {

	private static final Namespace NAMESPACE = Namespace.create(RequestContextExtension.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!TestOrigin.isCurrent()) {
			Lease lease = RequestContext.detached(new TestOrigin(context.getDisplayName()));
			context.getStore(NAMESPACE).put(Opened.class, new Opened(lease, lease.bind()));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Opened opened = context.getStore(NAMESPACE).remove(Opened.class, Opened.class);
		if (opened != null) {
			try (Lease lease = opened.lease()) {
				opened.binding().close();
			}
		}
	}

	@Override
	public void interceptBeforeEachMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		around(invocation, context);
	}

	@Override
	public void interceptTestMethod(Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method,
			ExtensionContext context) throws Throwable {
		around(invocation, context);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		around(invocation, context);
	}

	@Override
	public void interceptAfterEachMethod(Invocation<@Nullable Void> invocation,
			ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
		around(invocation, context);
	}

	private static void around(Invocation<@Nullable Void> invocation, ExtensionContext context) throws Throwable {
		Opened opened = context.getStore(NAMESPACE).get(Opened.class, Opened.class);
		if (opened == null) {
			invocation.proceed();
		}
		else {
			opened.lease().call(invocation::proceed);
		}
	}

	private record Opened(Lease lease, Binding binding) {

	}

}
