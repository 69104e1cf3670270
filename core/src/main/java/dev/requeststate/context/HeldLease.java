package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A lease taken while a context was open. The opener's own is the context itself.
 * <p>
 * The leases of a context are a list, the one taken last first, that lets go of closed
 * ones when others are added. It keeps no task reachable: only its class.
 */
final class HeldLease implements Lease {

	// How many open leases an addition looks past, at least, for closed ones to let go
	// of.
	private static final int REACH = 4;

	private static final VarHandle CLOSED;

	private static final VarHandle NEXT;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			CLOSED = lookup.findVarHandle(HeldLease.class, "closed", boolean.class);
			NEXT = lookup.findVarHandle(HeldLease.class, "next", HeldLease.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final SlotContext context;

	// What was being made where the lease was taken. A task that reads it would wait for
	// its own submitter.
	private final @Nullable CreationLink creation;

	// What a task reads is read by whoever gave it away.
	private final @Nullable ReadRecorder recorder;

	private final @Nullable Class<?> holder;

	private final String thread = Thread.currentThread().getName();

	private final @Nullable Throwable taken;

	private volatile @Nullable HeldLease next;

	private volatile boolean closed;

	// When a review saw this lease for the first time, in milliseconds of the watch; zero
	// before. Used, as the next, by the one thread at a time that reviews leases.
	private long firstSeen;

	private boolean reported;

	// How many leases of the context were taken before, as far as it is of interest.
	private short position;

	/**
	 * Create a lease for a reference that is counted already.
	 * @param context the context
	 * @param holder what it was taken for, or null if nobody said
	 * @param flow the work that it was taken in, or null
	 */
	HeldLease(SlotContext context, @Nullable Class<?> holder, @Nullable Binding flow) {
		this.context = context;
		this.creation = (flow != null) ? flow.creation() : null;
		this.recorder = (flow != null) ? flow.recorder() : null;
		this.holder = holder;
		ContextTrace trace = context.root().trace();
		this.taken = (trace != null) ? trace.leaseTaken(holder)
				: context.root().factory().openContexts().leaseWatch().trace(holder);
	}

	/**
	 * Place this lease, which nobody else has seen, before another one in the list.
	 */
	void follow(@Nullable HeldLease last) {
		HeldLease open = firstOpen(last);
		// Published with the lease.
		NEXT.set(this, open);
		this.position = (last != null) ? (short) (last.position + 1) : 0;
		for (int i = reach(); open != null && i > 0; i--) {
			HeldLease next = open.next;
			HeldLease nextOpen = firstOpen(next);
			// Two threads that do this at once let go of closed leases alone, and
			// whichever
			// writes last leads on to all that are open.
			if (nextOpen != next) {
				open.next = nextOpen;
			}
			open = nextOpen;
		}
	}

	// Every second addition looks twice as far, every fourth four times: so the closed
	// leases behind a row of open ones are never many more than the open ones, however
	// long these stay, and the cost of an addition grows with the logarithm of the row.
	private int reach() {
		return REACH << Integer.numberOfTrailingZeros(this.position | 1 << Short.SIZE);
	}

	private static @Nullable HeldLease firstOpen(@Nullable HeldLease from) {
		HeldLease lease = from;
		while (lease != null && lease.closed) {
			lease = lease.next;
		}
		return lease;
	}

	@Nullable HeldLease next() {
		return this.next;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Nullable Class<?> holder() {
		return this.holder;
	}

	String thread() {
		return this.thread;
	}

	/**
	 * Where it was taken, if that was traced.
	 */
	@Nullable Throwable taken() {
		return this.taken;
	}

	/**
	 * How long this lease has been seen to be open.
	 * @param now the time of a review, above zero
	 */
	long age(long now) {
		if (this.firstSeen == 0) {
			this.firstSeen = now;
		}
		return now - this.firstSeen;
	}

	/**
	 * Whether this is the first time that this lease is reported.
	 */
	boolean report() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	@Override
	public RequestContext context() {
		return this.context;
	}

	@Override
	public Binding bind() {
		requireOpen();
		return NextFrame.openJoined(this.context, this.creation, this.recorder).handOut(true);
	}

	@Override
	public void run(Runnable work) {
		requireOpen();
		NextFrame.runJoined(this.context, this.creation, this.recorder, work);
	}

	@Override
	public <T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> work) throws X {
		requireOpen();
		return NextFrame.callJoined(this.context, this.creation, this.recorder, work);
	}

	private void requireOpen() {
		this.context.requireNotClosed();
		if (this.closed) {
			throw new IllegalStateException("A lease of " + this.context.describe()
					+ " was bound after it was closed. Close a lease when the work it was taken for is done.");
		}
	}

	@Override
	public void close() {
		if (CLOSED.compareAndSet(this, false, true)) {
			Throwable taken = this.taken;
			ContextTrace trace = (taken != null) ? this.context.root().trace() : null;
			if (taken != null && trace != null) {
				trace.leaseClosed(taken);
			}
			this.context.release();
		}
	}

}
