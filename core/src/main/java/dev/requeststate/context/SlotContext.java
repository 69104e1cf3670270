package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What the request's own context and a derived one have in common: slots, a reference
 * count, and the end of their values.
 */
abstract sealed class SlotContext extends SlotTable implements RequestContext
		permits RootContext, DerivedContext, NoContext {

	// Below whatever late releases can count down to from zero.
	private static final int CLOSED = Integer.MIN_VALUE / 2;

	// Beside the count: the opener has not given up its reference.
	private static final int OPENER = 1 << 30;

	private static final VarHandle REFERENCES;

	private static final VarHandle ORDER;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			REFERENCES = lookup.findVarHandle(SlotContext.class, "references", int.class);
			ORDER = lookup.findVarHandle(SlotContext.class, "order", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	// Above zero: open. CLOSED or below: closed. Between: closing. Starts with a
	// reference of whoever makes the context.
	private volatile int references;

	@SuppressWarnings("unused") // through ORDER
	private int order;

	SlotContext() {
		this(false);
	}

	/**
	 * Create a context.
	 * @param opener whether its first reference is one that {@link #endOpener} announces
	 * the end of
	 */
	SlotContext(boolean opener) {
		// Without a fence, as in SlotTable.
		REFERENCES.set(this, opener ? (1 | OPENER) : 1);
	}

	/**
	 * The request's own context.
	 */
	abstract RootContext root();

	/**
	 * The context that holds a local's value: this one, or a parent.
	 */
	abstract SlotContext owner(RequestLocal<?> local);

	/**
	 * The context that is current while a value of this one is made.
	 */
	abstract SlotContext maker();

	/**
	 * What wants to know of the frames of this context, or null.
	 */
	@Nullable FrameWatch frameWatch() {
		return root().factory().frameWatch();
	}

	/**
	 * Called on the thread that gives up the last reference, before anything is
	 * destroyed.
	 */
	abstract void beforeDestroy();

	/**
	 * Why a use fails, and what to do.
	 * @param use what was tried, as in {@code take a lease}
	 * @param closed whether this context is closed, and not just closing
	 */
	abstract String closedMessage(String use, boolean closed);

	/**
	 * Called on the same thread when this context is closed.
	 */
	abstract void afterClose();

	final @Nullable Object find(RequestLocal<?> local) {
		Object value = owner(local).peek(local.index());
		if (value == null) {
			requireNotClosed();
		}
		return value;
	}

	final Object obtain(RequestLocal<?> local, Supplier<?> initial, @Nullable CreationLink chain) {
		SlotContext owner = owner(local);
		Object value = owner.peek(local.index());
		return (value != null) ? value : ValueMaker.obtain(owner, local, initial, chain);
	}

	final void put(RequestLocal<?> local, Object value) {
		SlotContext owner = owner(local);
		owner.requireOpen("set", local);
		Destruction.destroy(owner, owner.slot(local).replace(owner, value));
	}

	final Slot.@Nullable Taken take(RequestLocal<?> local) {
		requireNotClosed();
		Slot slot = owner(local).slotIfPresent(local.index());
		return (slot != null) ? slot.take() : null;
	}

	final int nextOrder() {
		return (int) ORDER.getAndAdd(this, 1);
	}

	@Override
	public final boolean isSameRequest(RequestContext other) {
		return root() == ((SlotContext) Objects.requireNonNull(other, "'other' must not be null")).root();
	}

	@Override
	public final boolean isOpen() {
		return this.references > 0;
	}

	final boolean isClosed() {
		return this.references <= CLOSED;
	}

	/**
	 * Fail if no value is made any more.
	 * @param verb what was to be done
	 * @param what to which value, or to the local or slot of which
	 */
	final void requireOpen(String verb, Object what) {
		if (!isOpen()) {
			throw closedException(verb + " " + what);
		}
	}

	final void requireNotClosed() {
		if (this.references <= CLOSED) {
			throw closedException("use it");
		}
	}

	final RequestContextClosedException closedException(String use) {
		root().factory().closedAccess();
		return new RequestContextClosedException(closedMessage(use, this.references <= CLOSED));
	}

	/**
	 * Add a reference, unless the last one is given up.
	 */
	final void retain() {
		int references;
		do {
			references = this.references;
			if (references <= 0) {
				throw closedException("take a lease");
			}
		}
		while (!REFERENCES.compareAndSet(this, references, references + 1));
	}

	/**
	 * Say that the opener is about to give up its reference.
	 * @return whether this is the first to say so
	 */
	final boolean endOpener() {
		int references;
		do {
			references = this.references;
			if (references < OPENER) {
				return false;
			}
		}
		while (!REFERENCES.compareAndSet(this, references, references - OPENER));
		return true;
	}

	/**
	 * Whether the opener is done.
	 */
	final boolean isOpenerEnded() {
		return this.references < OPENER;
	}

	/**
	 * Give up a reference. Whoever gives up the last one closes this context.
	 */
	final void release() {
		if ((int) REFERENCES.getAndAdd(this, -1) == 1) {
			destroyAndClose();
		}
	}

	/**
	 * Close this context now, whoever still has a reference. What they count down later
	 * has no effect.
	 * @return whether it was open
	 */
	final boolean closeByForce() {
		int references;
		do {
			references = this.references;
			if (references <= 0) {
				return false;
			}
		}
		while (!REFERENCES.compareAndSet(this, references, 0));
		destroyAndClose();
		return true;
	}

	private void destroyAndClose() {
		try {
			beforeDestroy();
			Destruction.destroyAll(this);
		}
		finally {
			// In this order: who finds no slot any more finds the context closed.
			REFERENCES.setRelease(this, CLOSED);
			clear();
			afterClose();
		}
	}

	@Override
	public Binding bind() {
		requireNotClosed();
		return NextFrame.open(this).handOut(true);
	}

	@Override
	public final Lease lease() {
		return lease(null, CurrentFrame.flow());
	}

	@Override
	public final Lease leaseFor(Class<?> holder) {
		return lease(Objects.requireNonNull(holder, "'holder' must not be null"), CurrentFrame.flow());
	}

	/**
	 * Take a lease.
	 * @param holder what it is taken for, or null if nobody says
	 * @param flow the work that it is taken for, or null
	 */
	final Lease lease(@Nullable Class<?> holder, @Nullable Binding flow) {
		retain();
		RootContext root = root();
		try {
			root.origin().capture();
			HeldLease lease = new HeldLease(this, holder, flow);
			root.addLease(lease);
			return lease;
		}
		catch (Throwable ex) {
			release();
			throw ex;
		}
	}

	@Override
	public final <T> ContextOverrides with(RequestLocal<T> local, T value) {
		return new ContextOverrides(this, null, local, value);
	}

	@Override
	public final ThreadFactory threadFactory() {
		return new ContextThreadFactory(this);
	}

	@Override
	public final void afterResponse(Runnable task) {
		AfterResponse.add(this, Objects.requireNonNull(task, "'task' must not be null"));
	}

	@Override
	public final void waitUntil(CompletionStage<?> stage) {
		Objects.requireNonNull(stage, "'stage' must not be null");
		Lease lease = leaseFor(stage.getClass());
		try {
			stage.whenComplete((result, failure) -> lease.close());
		}
		catch (Throwable ex) {
			lease.close();
			throw ex;
		}
	}

	/**
	 * How messages name this context: by its number alone where its origin, which is
	 * anybody's code, cannot say its name. Never fails, since it is needed where a
	 * context closes, and where others are still to be looked after.
	 */
	String describe() {
		return describe(id(), knownName());
	}

	static String describe(String id, @Nullable String name) {
		return (name != null) ? "request " + id + " (" + name + ")" : "request " + id;
	}

	/**
	 * The name of this context, or null where its origin cannot say it.
	 */
	final @Nullable String knownName() {
		try {
			return name();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	@Override
	public final String toString() {
		return describe();
	}

}
