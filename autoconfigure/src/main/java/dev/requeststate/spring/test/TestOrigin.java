package dev.requeststate.spring.test;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.RequestContext;

/**
 * What the context of a test is opened from.
 *
 * @param name the name of the test
 */
record TestOrigin(String name) implements ContextOrigin {

	/**
	 * Whether the context of a test is current on this thread.
	 */
	static boolean isCurrent() {
		RequestContext context = RequestContext.currentOrNull();
		return context != null && context.isOpen() && context.origin() instanceof TestOrigin;
	}

}
