package dev.requeststate.context;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Stands where no context is current on purpose, and where reads are recorded, in front
 * of the context that has the values. It has none, so that the hot path needs no check
 * for either; nothing else ever asks it for anything.
 */
final class NoContext extends SlotContext {

	static final NoContext INSTANCE = new NoContext();

	private NoContext() {
	}

	private static NoRequestContextException none() {
		return new NoRequestContextException("RequestContext.current()");
	}

	@Override
	RootContext root() {
		throw none();
	}

	@Override
	SlotContext owner(RequestLocal<?> local) {
		throw none();
	}

	@Override
	SlotContext maker() {
		throw none();
	}

	// Of what it hides: whoever follows that has to know that it is not current.
	@Override
	@Nullable FrameWatch frameWatch() {
		Binding flow = CurrentFrame.flow();
		return (flow != null && flow.context() != this) ? flow.context().frameWatch() : null;
	}

	@Override
	void beforeDestroy() {
		throw none();
	}

	@Override
	String closedMessage(String use, boolean closed) {
		throw none();
	}

	@Override
	void afterClose() {
		throw none();
	}

	@Override
	String describe() {
		return "no request";
	}

	@Override
	public String id() {
		throw none();
	}

	@Override
	public String name() {
		throw none();
	}

	@Override
	public Instant openedAt() {
		throw none();
	}

	@Override
	public ContextOrigin origin() {
		throw none();
	}

	@Override
	public Map<String, Object> attributes() {
		throw none();
	}

}
