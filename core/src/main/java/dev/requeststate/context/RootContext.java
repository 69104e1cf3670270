package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The request's own context. It is the opener's lease as well, which saves every request
 * an object.
 */
final class RootContext extends SlotContext implements Lease {

	private static final VarHandle ENDED;

	static {
		try {
			ENDED = MethodHandles.lookup().findVarHandle(RootContext.class, "ended", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final RequestLocal<Map<String, Object>> ATTRIBUTES = RequestLocal.withInitial("attributes",
			ConcurrentHashMap::new);

	// The step is odd, so that the sequence visits every number before it repeats one.
	private static final long ID_STEP = 0x9E3779B97F4A7C15L;

	// One reading of both clocks, so that a context keeps one number and says the same
	// each time.
	private static final Instant START = Instant.now();

	private static final long START_NANOS = System.nanoTime();

	private static final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextLong());

	private final RequestContextFactory factory;

	private final ContextOrigin origin;

	private final long id = ids.getAndAdd(ID_STEP);

	private final long openedNanos = System.nanoTime();

	private final String openedOn = ThreadName.of(Thread.currentThread());

	// For destroyers, which may run on any thread of the server.
	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private int lifetimeMillis;

	private volatile @Nullable String closedOn;

	private volatile boolean ended;

	RootContext(RequestContextFactory factory, ContextOrigin origin) {
		this.factory = factory;
		this.origin = origin;
	}

	RequestContextFactory factory() {
		return this.factory;
	}

	@Nullable ClassLoader loader() {
		return this.loader;
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

	@Override
	public String id() {
		// A bijection, so that neighbours do not look alike (the finalizer of
		// SplitMix64).
		long mixed = this.id;
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
		return ATTRIBUTES.getIn(this);
	}

	@Override
	public RequestContext context() {
		return this;
	}

	@Override
	public void close() {
		if (ENDED.compareAndSet(this, false, true)) {
			this.factory.requestEnded(this);
			release();
		}
	}

	@Override
	void beforeDestroy() {
		this.lifetimeMillis = (int) Math.min(Integer.MAX_VALUE,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.openedNanos));
		this.closedOn = ThreadName.of(Thread.currentThread());
	}

	@Override
	void afterClose() {
		this.factory.closed(this, System.nanoTime() - this.openedNanos);
	}

	@Override
	String closedMessage(String use, boolean closed) {
		String closedOn = this.closedOn;
		return "It is too late to " + use + ": " + describe() + ", opened at " + openedAt() + " on thread '"
				+ this.openedOn + "', " + (closed ? "was closed" : "is being closed")
				+ ((closedOn != null) ? (closed ? " at " : " since ") + openedAt().plusMillis(this.lifetimeMillis)
						+ " on thread '" + closedOn + "'" : "")
				+ ". Work that goes on after the request's end needs a lease, taken while the request is open: "
				+ "RequestContext.current().lease().";
	}

}
