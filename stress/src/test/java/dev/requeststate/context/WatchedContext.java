package dev.requeststate.context;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * A context that counts its own ends: the request's, and the closing.
 */
final class WatchedContext implements ContextOrigin {

	static final RequestContextFactory factory = RequestContextFactory.builder()
		.creationTimeout(Duration.ofSeconds(5))
		.observer(new Counter())
		.build();

	private static final AtomicIntegerFieldUpdater<WatchedContext> ENDED = AtomicIntegerFieldUpdater
		.newUpdater(WatchedContext.class, "ended");

	private static final AtomicIntegerFieldUpdater<WatchedContext> CLOSED = AtomicIntegerFieldUpdater
		.newUpdater(WatchedContext.class, "closed");

	// Not opened by the factory, which would keep a list of the many that no race closes.
	private final RootContext context = new RootContext(factory, this);

	private volatile int ended;

	private volatile int closed;

	RootContext context() {
		return this.context;
	}

	/**
	 * Make the context current, also where it is closed: as on a thread whose context was
	 * closed while it worked.
	 */
	Binding bind() {
		return NextFrame.open(this.context, null, null);
	}

	/**
	 * Set a value, as before a race.
	 */
	<T> void set(RequestLocal<T> local, T value) {
		try (Binding binding = bind()) {
			local.set(value);
		}
	}

	@Nullable Witness value(RequestLocal<Witness> local) {
		return (Witness) this.context.peek(local.index());
	}

	/**
	 * End the request.
	 */
	void close() {
		this.context.close();
	}

	/**
	 * How often the request ended.
	 */
	int ended() {
		return this.ended;
	}

	/**
	 * {@code open}, {@code closing}, {@code closed}, or how often it was closed.
	 */
	String life() {
		int closed = this.closed;
		if (closed == 0) {
			return this.context.isOpen() ? "open" : "closing";
		}
		return (closed == 1 && !this.context.isOpen()) ? "closed"
				: "closed " + closed + " times" + (this.context.isOpen() ? ", and open" : "");
	}

	@Override
	public String name() {
		return "race";
	}

	private static final class Counter implements RequestContextObserver {

		@Override
		public void onRequestEnded(RequestContext context) {
			ENDED.incrementAndGet((WatchedContext) context.origin());
		}

		@Override
		public void onClosed(RequestContext context, Duration lifetime) {
			CLOSED.incrementAndGet((WatchedContext) context.origin());
		}

	}

}
