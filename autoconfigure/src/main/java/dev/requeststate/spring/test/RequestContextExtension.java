package dev.requeststate.spring.test;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

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
		// Spring's listener opens one, before this or after it: the order is that of the
		// annotations.
		if (!TestOrigin.isCurrent() && !SpringTests.contains(context.getRequiredTestClass())) {
			context.getStore(NAMESPACE)
				.put(OpenedForTest.class, OpenedForTest.open(context.getDisplayName(), StrictFactory.use()));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		OpenedForTest opened = context.getStore(NAMESPACE).remove(OpenedForTest.class, OpenedForTest.class);
		if (opened != null) {
			opened.close();
			if (failsOnLeak(context)) {
				opened.origin().leaks().verify(context.getExecutionException().orElse(null));
			}
		}
	}

	private static boolean failsOnLeak(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getElement(), WithRequestContext.class)
			.or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithRequestContext.class,
					context.getEnclosingTestClasses()))
			.map(WithRequestContext::failOnLeak)
			.orElse(true);
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
		OpenedForTest opened = context.getStore(NAMESPACE).get(OpenedForTest.class, OpenedForTest.class);
		if (opened == null) {
			invocation.proceed();
		}
		else {
			opened.lease().call(invocation::proceed);
		}
	}

}
