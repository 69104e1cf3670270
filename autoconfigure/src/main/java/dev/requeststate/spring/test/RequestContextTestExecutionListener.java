package dev.requeststate.spring.test;

import dev.requeststate.context.RequestContextFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Opens a context around each test method of Spring's TestContext framework, if there is
 * a {@link RequestContextFactory} in its application context: from before the first
 * {@code @BeforeEach} to after the last {@code @AfterEach} method, and around the
 * transaction of the test. A test during which a leak is found fails with the text of the
 * leak, unless {@link WithRequestContext#failOnLeak()} says that it does not.
 * <p>
 * Registered in {@code spring.factories}. What the test sends through {@code MockMvc} or
 * to a server is a request with a context of its own.
 */
public final class RequestContextTestExecutionListener implements TestExecutionListener, Ordered {

	private static final String OPENED = RequestContextTestExecutionListener.class.getName() + ".opened";

	// After dependency injection (2000), before transactions (4000).
	private static final int ORDER = 3900;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void prepareTestInstance(TestContext testContext) {
		if (factory(testContext) != null) {
			SpringTests.add(testContext.getTestClass());
		}
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		RequestContextFactory factory = factory(testContext);
		if (factory == null || TestOrigin.isCurrent(factory)) {
			return;
		}
		String name = testContext.getTestClass().getSimpleName() + "." + testContext.getTestMethod().getName();
		testContext.setAttribute(OPENED, OpenedForTest.open(name, StrictFactory.use(factory)));
	}

	private static @Nullable RequestContextFactory factory(TestContext testContext) {
		return testContext.hasApplicationContext()
				? testContext.getApplicationContext().getBeanProvider(RequestContextFactory.class).getIfUnique() : null;
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.removeAttribute(OPENED) instanceof OpenedForTest opened) {
			opened.close();
			if (failsOnLeak(testContext)) {
				opened.origin().leaks().verify(testContext.getTestException());
			}
		}
	}

	private static boolean failsOnLeak(TestContext testContext) {
		WithRequestContext annotation = AnnotatedElementUtils.findMergedAnnotation(testContext.getTestMethod(),
				WithRequestContext.class);
		if (annotation == null) {
			annotation = TestContextAnnotationUtils.findMergedAnnotation(testContext.getTestClass(),
					WithRequestContext.class);
		}
		return annotation == null || annotation.failOnLeak();
	}

}
