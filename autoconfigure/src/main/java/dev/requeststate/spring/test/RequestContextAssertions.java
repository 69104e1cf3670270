package dev.requeststate.spring.test;

import java.util.Objects;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;

/**
 * The entry to assertions about request contexts, for a static import:
 *
 * <pre class="code">
 * &#64;Test
 * void oneRequestNeverSeesTheCartOfAnother() {
 *     assertThatRequestContexts().isolatedAcross(64, cart::setOwner, cart::owner);
 * }
 * </pre>
 *
 * Needs AssertJ.
 */
public final class RequestContextAssertions {

	private RequestContextAssertions() {
	}

	/**
	 * Begin an assertion about the contexts of the application that the running test
	 * belongs to; where no test's context is current, as in {@code @AfterAll} or on
	 * another thread, about those of the
	 * {@linkplain RequestContextFactory#defaultFactory() default factory}.
	 * @throws IllegalStateException if that is the factory of one of several applications
	 * that are kept for tests
	 */
	public static RequestContextsAssert assertThatRequestContexts() {
		RequestContext current = RequestContext.currentOrNull();
		return assertThatRequestContexts((current != null && current.origin() instanceof TestOrigin test)
				? test.factory() : StrictFactory.outsideOfTests());
	}

	/**
	 * Begin an assertion about the contexts of a factory.
	 * @param factory the factory, such as the bean of an application
	 */
	public static RequestContextsAssert assertThatRequestContexts(RequestContextFactory factory) {
		return new RequestContextsAssert(Objects.requireNonNull(factory, "'factory' must not be null"));
	}

}
