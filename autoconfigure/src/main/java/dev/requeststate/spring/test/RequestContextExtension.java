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
		if (!TestOrigin.isCurrent()) {
			StrictFactory.Use factory = StrictFactory.use();
			TestOrigin origin = new TestOrigin(context.getDisplayName(), factory.factory());
			context.getStore(NAMESPACE).put(Opened.class, new Opened(OpenedForTest.open(origin), factory));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Opened opened = context.getStore(NAMESPACE).remove(Opened.class, Opened.class);
		if (opened != null) {
			try (StrictFactory.Use factory = opened.factory()) {
				opened.test().close();
			}
			if (failsOnLeak(context)) {
				opened.test().origin().leaks().verify(context.getExecutionException().orElse(null));
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
		Opened opened = context.getStore(NAMESPACE).get(Opened.class, Opened.class);
		if (opened == null) {
			invocation.proceed();
		}
		else {
			opened.test().lease().call(invocation::proceed);
		}
	}

	private record Opened(OpenedForTest test, StrictFactory.Use factory) {

	}

}
