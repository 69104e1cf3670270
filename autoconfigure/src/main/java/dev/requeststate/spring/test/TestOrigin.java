package dev.requeststate.spring.test;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the context of a test is opened from.
 *
 * @param name the name of the test
 * @param factory what opened it
 * @param leaks the leaks that were known when the test began
 */
record TestOrigin(String name, RequestContextFactory factory, LeakCheck leaks) implements ContextOrigin {

	TestOrigin(String name, RequestContextFactory factory) {
		this(name, factory, LeakCheck.fromNowOn(factory));
	}

	/**
	 * Whether the context of a test is current on this thread.
	 */
	static boolean isCurrent() {
		return current() != null;
	}

	/**
	 * Whether the context of a test is current on this thread that a factory has opened.
	 */
	static boolean isCurrent(RequestContextFactory factory) {
		TestOrigin current = current();
		return current != null && current.factory() == factory;
	}

	private static @Nullable TestOrigin current() {
		RequestContext context = RequestContext.currentOrNull();
		return (context != null && context.isOpen() && context.origin() instanceof TestOrigin test) ? test : null;
	}

	// What a test has opened of it is not the test's own: it has to be closed.
	@Override
	public ContextOrigin detached() {
		String name = this.name;
		return () -> name;
	}

}
