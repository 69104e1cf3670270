package dev.requeststate.context;

/**
 * A request's own context that leak detection follows.
 */
final class TracedContext extends RootContext {

	private final ContextTrace trace;

	TracedContext(RequestContextFactory factory, ContextOrigin origin, ContextTrace trace) {
		super(factory, origin);
		this.trace = trace;
	}

	@Override
	ContextTrace trace() {
		return this.trace;
	}

	@Override
	void afterClose() {
		super.afterClose();
		this.trace.closed(describeClosed());
	}

}
