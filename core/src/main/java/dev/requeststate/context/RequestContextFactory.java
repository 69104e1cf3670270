package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
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

	private final long creationTimeoutNanos;

	private final Observers observers;

	private final AfterResponseRunner afterResponse;

	private final OpenContexts openContexts;

	private final LongAdder opened = new LongAdder();

	private final LongAdder closed = new LongAdder();

	private final LongAdder destroyFailures = new LongAdder();

	private final LongAdder closedAccesses = new LongAdder();

	private final @Nullable FrameWatch frameWatch;

	private final @Nullable LeakWatch leakWatch;

	private final Leaks leaks = new Leaks();

	private RequestContextFactory(Builder builder) {
		this.creationTimeoutNanos = builder.creationTimeout.toNanos();
		this.observers = new Observers(builder.observers);
		this.leakWatch = leakWatch(builder.leakDetection);
		this.openContexts = new OpenContexts(new LeaseWatch(builder.leaseWarnAfter, builder.leaseMaxAge),
				this.leakWatch);
		this.afterResponse = new AfterResponseRunner(builder.afterResponseExecutor, this.observers);
		this.frameWatch = (builder.currentObservers.isEmpty() && this.leakWatch == null) ? null
				: new FrameWatch(builder.currentObservers);
	}

	private @Nullable LeakWatch leakWatch(LeakDetection detection) {
		return switch (detection) {
			case OFF -> null;
			case SAMPLED, STRICT ->
				new LeakWatch(detection == LeakDetection.STRICT, new LeakReports(this.leaks, this.observers));
		};
	}

	/**
	 * Start to describe a factory.
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The factory that {@link RequestContext#run} uses now.
	 */
	public static RequestContextFactory defaultFactory() {
		return DefaultFactories.current();
	}

	/**
	 * Open a context. The lease is the request's own reference: when it is closed the
	 * request has ended, and the context closes with the last lease.
	 * @param origin what it is opened from
	 */
	public Lease open(ContextOrigin origin) {
		Objects.requireNonNull(origin, "'origin' must not be null");
		ContextTrace trace = (this.leakWatch != null) ? this.leakWatch.trace() : null;
		RootContext context = (trace != null) ? new TracedContext(this, origin, trace) : new RootContext(this, origin);
		context.enlist();
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
		try (Lease lease = open(() -> name)) {
			return lease.call(work);
		}
	}

	/**
	 * Make this the factory that {@link RequestContext#run} uses, until the registration
	 * is closed.
	 */
	public Registration makeDefault() {
		return DefaultFactories.add(this);
	}

	/**
	 * Whether this factory was made default, by a registration that is not closed.
	 * Another one may have been made default since.
	 */
	public boolean isMadeDefault() {
		return DefaultFactories.contains(this);
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
	 * How many uses were refused with a {@link RequestContextClosedException}.
	 */
	public long closedAccesses() {
		return this.closedAccesses.sum();
	}

	/**
	 * How many tasks were registered to run after a response and have not ended.
	 */
	public long afterResponsePending() {
		return this.afterResponse.pending();
	}

	/**
	 * How many tasks after a response threw.
	 */
	public long afterResponseFailures() {
		return this.afterResponse.failures();
	}

	/**
	 * How many calls of an observer threw.
	 */
	public long observerFailures() {
		return this.observers.failures() + ((this.frameWatch != null) ? this.frameWatch.failures() : 0);
	}

	/**
	 * The leaks that were found, as far as they are
	 * {@linkplain Builder#leakDetection(LeakDetection) looked for}.
	 */
	public Leaks leaks() {
		return this.leaks;
	}

	/**
	 * Those of its contexts that are open.
	 */
	public OpenContexts openContexts() {
		return this.openContexts;
	}

	@Nullable FrameWatch frameWatch() {
		return this.frameWatch;
	}

	void closedAccess() {
		this.closedAccesses.increment();
	}

	AfterResponseRunner afterResponse() {
		return this.afterResponse;
	}

	long creationTimeoutNanos() {
		return this.creationTimeoutNanos;
	}

	void valueCreated(RootContext context, RequestLocal<?> local) {
		if (!this.observers.isEmpty()) {
			this.observers.tell((observer) -> observer.onValueCreated(context, local));
		}
	}

	void requestEnded(RootContext context) {
		ContextTrace trace = context.trace();
		if (trace != null) {
			trace.requestEnded();
		}
		if (!this.observers.isEmpty()) {
			// Also where it is closed by force at this moment: the end of a request does
			// not
			// fail.
			try (Binding binding = NextFrame.open(context, CurrentFrame.currentCreation(), null)) {
				this.observers.tell((observer) -> observer.onRequestEnded(context));
			}
		}
	}

	void closed(RootContext context) {
		this.closed.increment();
		if (!this.observers.isEmpty()) {
			// The clock is read for those who want to know, and for nobody else.
			Duration lifetime = Duration.ofNanos(System.nanoTime() - context.openedNanos());
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

	/**
	 * Describes a factory.
	 */
	public static final class Builder {

		private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

		private Duration creationTimeout = Duration.ofSeconds(30);

		private Executor afterResponseExecutor = Runnable::run;

		private @Nullable Duration leaseWarnAfter = Duration.ofSeconds(60);

		private @Nullable Duration leaseMaxAge;

		private final List<RequestContextObserver> observers = new ArrayList<>();

		private final List<CurrentContextObserver> currentObservers = new ArrayList<>();

		private LeakDetection leakDetection = LeakDetection.OFF;

		private Builder() {
		}

		/**
		 * How long a thread waits for a value that another thread of the request is
		 * making. 30 seconds by default.
		 * @param creationTimeout the time, above zero
		 */
		public Builder creationTimeout(Duration creationTimeout) {
			aboveZero(Objects.requireNonNull(creationTimeout, "'creationTimeout' must not be null"), "creationTimeout");
			// What nanoseconds cannot count, 292 years, is for ever.
			this.creationTimeout = (creationTimeout.compareTo(LONGEST) < 0) ? creationTimeout : LONGEST;
			return this;
		}

		/**
		 * What runs the tasks that wait for a response. By default the thread that ends
		 * the request, which may be one that the container needs.
		 * @param executor the executor; where it refuses a task, the thread that ends the
		 * request runs it
		 */
		public Builder afterResponseExecutor(Executor executor) {
			this.afterResponseExecutor = Objects.requireNonNull(executor, "'executor' must not be null");
			return this;
		}

		/**
		 * How long a lease may be held before it is reported. 60 seconds by default.
		 * @param warnAfter the time, above zero; null for never
		 * @see OpenContexts#review()
		 */
		public Builder leaseWarnAfter(@Nullable Duration warnAfter) {
			this.leaseWarnAfter = aboveZero(warnAfter, "warnAfter");
			return this;
		}

		/**
		 * How long a lease may be held before it is closed by force. For ever by default.
		 * @param maxAge the time, above zero; null for ever
		 * @see OpenContexts#review()
		 */
		public Builder leaseMaxAge(@Nullable Duration maxAge) {
			this.leaseMaxAge = aboveZero(maxAge, "maxAge");
			return this;
		}

		private static @Nullable Duration aboveZero(@Nullable Duration time, String name) {
			if (time != null && (time.isNegative() || time.isZero())) {
				throw new IllegalArgumentException("'" + name + "' must be above zero: " + time);
			}
			return time;
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
		 * Add an observer of what is current on threads.
		 * @param observer the observer
		 */
		public Builder currentObserver(CurrentContextObserver observer) {
			this.currentObservers.add(Objects.requireNonNull(observer, "'observer' must not be null"));
			return this;
		}

		/**
		 * How much is spent on finding what nobody ends as they should. Nothing by
		 * default.
		 * @param leakDetection how much
		 * @see RequestContextFactory#leaks()
		 */
		public Builder leakDetection(LeakDetection leakDetection) {
			this.leakDetection = Objects.requireNonNull(leakDetection, "'leakDetection' must not be null");
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
