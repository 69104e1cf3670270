package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Opens request contexts, with one set of limits and observers, and counts them.
 * <p>
 * Immutable but for its counts, and safe for use by several threads. An application has
 * one. {@link RequestContext#run} uses the process-wide default: the factory that was
 * {@linkplain #makeDefault() made default} last and still is, or one with no observers
 * and default limits.
 */
public final class RequestContextFactory {

	private static final RequestContextFactory FALLBACK = builder().build();

	private static final List<DefaultRegistration> defaults = new CopyOnWriteArrayList<>();

	private final long creationTimeoutNanos;

	private final Observers observers;

	private final LongAdder opened = new LongAdder();

	private final LongAdder closed = new LongAdder();

	private final LongAdder destroyFailures = new LongAdder();

	private RequestContextFactory(Builder builder) {
		this.creationTimeoutNanos = builder.creationTimeout.toNanos();
		this.observers = new Observers(builder.observers);
	}

	/**
	 * Start to describe a factory.
	 */
	public static Builder builder() {
		return new Builder();
	}

	static RequestContextFactory getDefault() {
		DefaultRegistration[] registrations = defaults.toArray(DefaultRegistration[]::new);
		return (registrations.length > 0) ? registrations[registrations.length - 1].factory() : FALLBACK;
	}

	/**
	 * Open a context. The lease is the request's own reference: when it is closed the
	 * request has ended, and the context closes with the last lease.
	 * @param origin what it is opened from
	 */
	public Lease open(ContextOrigin origin) {
		Objects.requireNonNull(origin, "'origin' must not be null");
		RootContext context = new RootContext(this, origin);
		this.opened.increment();
		if (!this.observers.isEmpty()) {
			this.observers.tell((observer) -> observer.onOpened(context));
		}
		return context;
	}

	/**
	 * Open a context for work, current on this thread while it runs, and end it.
	 * @param name what is being run, for diagnostics
	 * @param work the work
	 */
	public void run(String name, Runnable work) {
		call(name, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Open a context for work with a result, current on this thread while it runs, and
	 * end it.
	 * @param <T> the type of the result
	 * @param <X> what the work may throw
	 * @param name what is being run, for diagnostics
	 * @param work the work
	 * @return what the work returned
	 * @throws X what the work threw
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(String name, ContextCallable<T, X> work) throws X {
		Objects.requireNonNull(name, "'name' must not be null");
		try (Lease lease = open(() -> name); Binding binding = lease.bind()) {
			return work.call();
		}
	}

	/**
	 * Make this the factory that {@link RequestContext#run} uses, until the registration
	 * is closed.
	 */
	public Registration makeDefault() {
		DefaultRegistration registration = new DefaultRegistration();
		defaults.add(registration);
		return registration;
	}

	/**
	 * How many contexts were opened.
	 */
	public long opened() {
		return this.opened.sum();
	}

	/**
	 * How many contexts were closed. Read before {@link #opened()}, the difference is
	 * never less than what is open.
	 */
	public long closed() {
		return this.closed.sum();
	}

	/**
	 * How many destroyers and destruction callbacks threw.
	 */
	public long destroyFailures() {
		return this.destroyFailures.sum();
	}

	/**
	 * How many calls of an observer threw.
	 */
	public long observerFailures() {
		return this.observers.failures();
	}

	long creationTimeoutNanos() {
		return this.creationTimeoutNanos;
	}

	void requestEnded(RootContext context) {
		if (!this.observers.isEmpty()) {
			try (Binding binding = context.bind()) {
				this.observers.tell((observer) -> observer.onRequestEnded(context));
			}
		}
	}

	void closed(RootContext context, long lifetimeNanos) {
		this.closed.increment();
		if (!this.observers.isEmpty()) {
			Duration lifetime = Duration.ofNanos(lifetimeNanos);
			this.observers.tell((observer) -> observer.onClosed(context, lifetime));
		}
	}

	void destroyFailed(RootContext context, String name, Throwable failure) {
		this.destroyFailures.increment();
		this.observers.tell((observer) -> observer.onDestroyFailed(context, name, failure));
	}

	/**
	 * Something that lasts until it is closed.
	 */
	@FunctionalInterface
	public interface Registration extends AutoCloseable {

		/**
		 * End it.
		 */
		@Override
		void close();

	}

	private final class DefaultRegistration implements Registration {

		RequestContextFactory factory() {
			return RequestContextFactory.this;
		}

		@Override
		public void close() {
			defaults.remove(this);
		}

	}

	/**
	 * Describes a factory.
	 */
	public static final class Builder {

		private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

		private Duration creationTimeout = Duration.ofSeconds(30);

		private final List<RequestContextObserver> observers = new ArrayList<>();

		private Builder() {
		}

		/**
		 * How long a thread waits for a value that another thread of the request is
		 * making. 30 seconds by default.
		 * @param creationTimeout the time, above zero
		 */
		public Builder creationTimeout(Duration creationTimeout) {
			Objects.requireNonNull(creationTimeout, "'creationTimeout' must not be null");
			if (creationTimeout.isNegative() || creationTimeout.isZero()) {
				throw new IllegalArgumentException("'creationTimeout' must be above zero: " + creationTimeout);
			}
			// What nanoseconds cannot count, 292 years, is for ever.
			this.creationTimeout = (creationTimeout.compareTo(LONGEST) < 0) ? creationTimeout : LONGEST;
			return this;
		}

		/**
		 * Add an observer.
		 * @param observer the observer
		 */
		public Builder observer(RequestContextObserver observer) {
			this.observers.add(Objects.requireNonNull(observer, "'observer' must not be null"));
			return this;
		}

		/**
		 * Make the factory.
		 */
		public RequestContextFactory build() {
			return new RequestContextFactory(this);
		}

	}

}
