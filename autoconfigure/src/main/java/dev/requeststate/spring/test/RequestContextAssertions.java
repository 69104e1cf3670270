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
	 * belongs to; where the test has no context of its own, about those of the
	 * {@linkplain RequestContextFactory#defaultFactory() default factory}.
	 */
	public static RequestContextsAssert assertThatRequestContexts() {
		RequestContext current = RequestContext.currentOrNull();
		return assertThatRequestContexts((current != null && current.origin() instanceof TestOrigin test)
				? test.factory() : RequestContextFactory.defaultFactory());
	}

	/**
	 * Begin an assertion about the contexts of a factory.
	 * @param factory the factory, such as the bean of an application
	 */
	public static RequestContextsAssert assertThatRequestContexts(RequestContextFactory factory) {
		return new RequestContextsAssert(Objects.requireNonNull(factory, "'factory' must not be null"));
	}

}
