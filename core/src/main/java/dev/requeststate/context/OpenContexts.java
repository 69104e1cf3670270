package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The open contexts of a factory: for the end of an application, for reports, for people.
 * <p>
 * Safe for use by several threads. Nothing here takes a lock that a request could wait
 * for.
 */
public final class OpenContexts {

	private static final long LONGEST_PARK_NANOS = 50_000_000;

	private final ContextCells cells = new ContextCells();

	private final LeaseWatch leases;

	private final @Nullable LeakWatch leaks;

	// Waits for every context to be closed; null nearly always.
	private volatile @Nullable Thread waiter;

	OpenContexts(LeaseWatch leases, @Nullable LeakWatch leaks) {
		this.leases = leases;
		this.leaks = leaks;
	}

	void add(RootContext context, int spread) {
		this.cells.add(context, spread);
	}

	void remove(RootContext context) {
		this.cells.remove(context);
		Thread waiter = this.waiter;
		if (waiter != null) {
			LockSupport.unpark(waiter);
		}
	}

	LeaseWatch leaseWatch() {
		return this.leases;
	}

	/**
	 * All that are open while this is called, and some of those that are opened or closed
	 * meanwhile, in no order.
	 */
	public List<RequestContext> list() {
		return List.copyOf(this.cells.list());
	}

	/**
	 * How many are open, counted one by one.
	 */
	public int size() {
		return (int) sum((context) -> 1);
	}

	/**
	 * Those that have been open for the longest, the oldest first.
	 * @param max how many at most
	 */
	public List<RequestContext> oldest(int max) {
		if (max < 0) {
			throw new IllegalArgumentException("'max' must not be negative: " + max);
		}
		// The youngest of those that are the oldest is the next to go.
		Queue<RootContext> oldest = new PriorityQueue<>(RootContext.OLDEST_FIRST.reversed());
		this.cells.forEach((context) -> {
			RootContext youngest = (oldest.size() < max) ? null : oldest.peek();
			if (youngest != null && RootContext.OLDEST_FIRST.compare(context, youngest) < 0) {
				oldest.remove();
			}
			if (oldest.size() < max) {
				oldest.add(context);
			}
		});
		return oldest.stream().sorted(RootContext.OLDEST_FIRST).collect(Collectors.toUnmodifiableList());
	}

	/**
	 * The names of the request locals that have a value in a context now.
	 * @param context the context
	 */
	public List<String> values(RequestContext context) {
		return root(context).slots()
			.stream()
			.filter((slot) -> slot.value() != null && slot.local().isListed())
			.map((slot) -> slot.local().name())
			.toList();
	}

	/**
	 * The names of the threads that a context, or one derived from it, is bound on now.
	 * Empty where {@linkplain LeakDetection leak detection} does not follow the context.
	 * @param context the context
	 */
	public List<String> threads(RequestContext context) {
		ContextTrace trace = root(context).trace();
		return (trace != null) ? trace.threads() : List.of();
	}

	/**
	 * How many leases are open in the open contexts, counted one by one: for a meter that
	 * is asked from time to time.
	 */
	public long heldLeases() {
		return sum(RootContext::countOpenLeases);
	}

	// Many may be open: no list of them is made.
	private long sum(ToLongFunction<RootContext> part) {
		long[] sum = { 0 };
		this.cells.forEach((context) -> sum[0] += part.applyAsLong(context));
		return sum[0];
	}

	/**
	 * The age of the lease that has been seen to be open for the longest, or zero where
	 * none is open.
	 * @see LeaseInfo#age()
	 */
	public Duration oldestLease() {
		return this.cells.list()
			.stream()
			.flatMap((context) -> this.leases.describe(context).stream())
			.map(LeaseInfo::age)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	private static RootContext root(RequestContext context) {
		Objects.requireNonNull(context, "'context' must not be null");
		return ((SlotContext) context).root();
	}

	/**
	 * The leases that are open in a context or in one derived from it, the one taken last
	 * first. The opener's own reference is none of them.
	 * @param context the context
	 */
	public List<LeaseInfo> leases(RequestContext context) {
		return this.leases.describe(root(context));
	}

	/**
	 * Report the leases that are held too long, close those that are too old, and report
	 * the contexts that nobody can close any more, and, as far as
	 * {@linkplain LeakDetection leak detection} follows them, the threads that somebody
	 * has left a context bound on. To be called from time to time, a few times within the
	 * time after which a lease is reported: the age of a lease counts from the first call
	 * that sees it.
	 */
	public void review() {
		List<RootContext> open = this.cells.list();
		this.leases.review(open);
		if (this.leaks != null) {
			this.leaks.review(open);
		}
		this.cells.sweep();
	}

	/**
	 * How many contexts were never closed and are out of everybody's reach: leaks, as far
	 * as {@link #review()} has found them.
	 */
	public long abandoned() {
		return this.cells.abandoned();
	}

	/**
	 * How many leases {@link #review()} has reported because they were held too long.
	 */
	public long overdueLeases() {
		return this.leases.overdue();
	}

	/**
	 * Wait until every context is closed. For the end of an application, when none is
	 * opened any more; one thread at a time.
	 * @param timeout how long to wait at most
	 * @return whether every context is closed
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized boolean awaitClosed(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.waiter = Thread.currentThread();
		try {
			while (!this.cells.list().isEmpty()) {
				long remaining = deadline - System.nanoTime();
				if (remaining <= 0) {
					return false;
				}
				// Not for long: a context that leaves at this moment may not see this
				// thread.
				LockSupport.parkNanos(this, Math.min(remaining, LONGEST_PARK_NANOS));
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
			}
			return true;
		}
		finally {
			this.waiter = null;
		}
	}

	/**
	 * Close every open context now, whoever still holds a reference: their values are
	 * destroyed, and whoever goes on using one gets a
	 * {@link RequestContextClosedException}. Tasks that wait for a response are not run.
	 * @return the contexts that were open
	 */
	public List<RequestContext> closeByForce() {
		List<RequestContext> closed = new ArrayList<>();
		for (RootContext context : this.cells.list()) {
			if (context.closeByForce()) {
				closed.add(context);
			}
		}
		return closed;
	}

}
