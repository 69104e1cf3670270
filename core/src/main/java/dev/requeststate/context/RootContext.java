package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The request's own context. It is the opener's lease as well, which saves every request
 * an object.
 */
sealed class RootContext extends SlotContext implements Lease permits TracedContext {

	// By the difference, as readings of this clock are to be compared.
	static final Comparator<RootContext> OLDEST_FIRST = (left, right) -> Long
		.signum(left.openedNanos - right.openedNanos);

	private static final VarHandle LEASES;

	static {
		try {
			LEASES = MethodHandles.lookup().findVarHandle(RootContext.class, "leases", HeldLease.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final RequestLocal<Map<String, Object>> ATTRIBUTES = RequestLocal.withInitial("attributes",
			CacheRole.STATE, ConcurrentHashMap::new);

	// The step is odd, so that the sequence visits every number before it repeats one.
	private static final long ID_STEP = 0x9E3779B97F4A7C15L;

	// One reading of both clocks, so that a context keeps one number and says the same
	// each time.
	private static final Instant START = Instant.now();

	private static final long START_NANOS = System.nanoTime();

	// A constant, which is cheap to divide by. TimeUnit looks its numbers up.
	private static final long NANOS_PER_MILLI = 1_000_000;

	private static final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextLong());

	private final RequestContextFactory factory;

	private final ContextOrigin origin;

	private final long id = ids.getAndAdd(ID_STEP);

	private final long openedNanos = System.nanoTime();

	private final String openedOn = ThreadName.of(Thread.currentThread());

	// For destroyers, which may run on any thread of the server.
	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private int lifetimeMillis;

	// Written behind the lifetime, with a fence between them.
	private @Nullable String closedOn;

	// The one taken last; each leads to the one before.
	private volatile @Nullable HeldLease leases;

	// Where ContextCells keeps this context.
	private int place;

	RootContext(RequestContextFactory factory, ContextOrigin origin) {
		super(true);
		this.factory = factory;
		this.origin = origin;
	}

	/**
	 * From here on this context is among the open ones, until it is closed.
	 */
	void enlist() {
		this.factory.openContexts().add(this, (int) (this.id >>> 32));
	}

	/**
	 * Where {@link ContextCells} keeps this context.
	 */
	int place() {
		return this.place;
	}

	void placeAt(int place) {
		this.place = place;
	}

	RequestContextFactory factory() {
		return this.factory;
	}

	/**
	 * What leak detection knows of this context, or null if it does not follow it.
	 */
	@Nullable ContextTrace trace() {
		return null;
	}

	/**
	 * How this context is called, and who closed it, if somebody did.
	 */
	final String describeClosed() {
		String closedOn = this.closedOn;
		return (closedOn != null) ? describe() + ", closed on thread '" + closedOn + "'" : describe();
	}

	@Nullable ClassLoader loader() {
		return this.loader;
	}

	void addLease(HeldLease lease) {
		HeldLease last;
		do {
			last = this.leases;
			lease.follow(last);
		}
		while (!LEASES.compareAndSet(this, last, lease));
	}

	/**
	 * The lease taken last, which leads to the others: all that are open, and some that
	 * are closed.
	 */
	@Nullable HeldLease lastLease() {
		return this.leases;
	}

	/**
	 * The leases that are open, the one taken last first.
	 */
	List<HeldLease> openLeases() {
		HeldLease last = lastLease();
		if (last == null) {
			return List.of();
		}
		List<HeldLease> open = new ArrayList<>();
		for (HeldLease lease = last; lease != null; lease = lease.next()) {
			if (!lease.isClosed()) {
				open.add(lease);
			}
		}
		return open;
	}

	/**
	 * How many leases are open.
	 */
	int countOpenLeases() {
		int open = 0;
		for (HeldLease lease = lastLease(); lease != null; lease = lease.next()) {
			if (!lease.isClosed()) {
				open++;
			}
		}
		return open;
	}

	long openedNanos() {
		return this.openedNanos;
	}

	@Override
	RootContext root() {
		return this;
	}

	@Override
	SlotContext owner(RequestLocal<?> local) {
		return this;
	}

	@Override
	SlotContext maker() {
		return this;
	}

	/**
	 * What its identity is made of.
	 */
	long number() {
		return this.id;
	}

	@Override
	public String id() {
		return id(this.id);
	}

	static String id(long number) {
		// A bijection, so that neighbours do not look alike (the finalizer of
		// SplitMix64).
		long mixed = number;
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		mixed = mixed ^ (mixed >>> 31);
		String digits = Long.toHexString(mixed);
		return "0".repeat(16 - digits.length()) + digits;
	}

	@Override
	public String name() {
		return this.origin.name();
	}

	@Override
	public Instant openedAt() {
		return START.plusNanos(this.openedNanos - START_NANOS);
	}

	@Override
	public ContextOrigin origin() {
		return this.origin;
	}

	@Override
	public Map<String, Object> attributes() {
		ATTRIBUTES.readIn(this);
		return ATTRIBUTES.getIn(this);
	}

	@Override
	public RequestContext context() {
		return this;
	}

	@Override
	public void run(Runnable work) {
		requireNotClosed();
		NextFrame.run(this, work);
	}

	@Override
	public <T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> work) throws X {
		requireNotClosed();
		return NextFrame.call(this, work);
	}

	@Override
	public void close() {
		if (endOpener()) {
			this.factory.requestEnded(this);
			AfterResponse.start(this);
			release();
		}
	}

	@Override
	void beforeDestroy() {
		this.lifetimeMillis = (int) Math.min(Integer.MAX_VALUE,
				(System.nanoTime() - this.openedNanos) / NANOS_PER_MILLI);
		// Whoever finds the name finds the time.
		VarHandle.releaseFence();
		this.closedOn = ThreadName.of(Thread.currentThread());
	}

	@Override
	void afterClose() {
		if (this.leases != null) {
			this.leases = null;
		}
		this.factory.openContexts().remove(this);
		this.factory.closed(this);
		// A cell that looks abandoned is given to somebody else.
		Reference.reachabilityFence(this);
	}

	@Override
	String closedMessage(String use, boolean closed) {
		String closedOn = this.closedOn;
		VarHandle.acquireFence();
		return "It is too late to " + use + ": " + describe() + ", opened at " + openedAt() + " on thread '"
				+ this.openedOn + "', " + (closed ? "was closed" : "is being closed")
				+ ((closedOn != null) ? (closed ? " at " : " since ") + openedAt().plusMillis(this.lifetimeMillis)
						+ " on thread '" + closedOn + "'" : "")
				+ ". Work that goes on after the request's end needs a lease, taken while the request is open: "
				+ "RequestContext.current().lease().";
	}

}
