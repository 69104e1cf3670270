package dev.requeststate.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds leases that are held too long.
 * <p>
 * Taking a lease must cost next to nothing, so it reads no clock and no stack. The age of
 * a lease counts from the first review that saw it, and only the leases of a holder that
 * was reported once are traced.
 */
final class LeaseWatch {

	private static final Logger logger = LoggerFactory.getLogger(LeaseWatch.class);

	private final @Nullable Duration warnAfter;

	private final @Nullable Duration maxAge;

	private final long start = System.nanoTime();

	private final Set<Class<?>> traced = ConcurrentHashMap.newKeySet();

	private final LongAdder overdue = new LongAdder();

	LeaseWatch(@Nullable Duration warnAfter, @Nullable Duration maxAge) {
		this.warnAfter = warnAfter;
		this.maxAge = maxAge;
	}

	// Never zero, which means never.
	private long now() {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start) + 1;
	}

	/**
	 * Where a lease is being taken, if leases of its holder are traced.
	 */
	@Nullable Throwable trace(@Nullable Class<?> holder) {
		if (holder == null || this.traced.isEmpty() || !this.traced.contains(holder)) {
			return null;
		}
		return new Throwable("The lease was taken here, on thread '" + ThreadName.of(Thread.currentThread()) + "'");
	}

	long overdue() {
		return this.overdue.sum();
	}

	/**
	 * Report the leases that have become overdue, and close those that are too old.
	 */
	void review(List<RootContext> contexts) {
		// Closed without the lock: that may destroy values, which is anybody's code.
		for (HeldLease lease : report(contexts)) {
			lease.close();
		}
	}

	/**
	 * Report leases.
	 * @return those that are too old
	 */
	private synchronized List<HeldLease> report(List<RootContext> contexts) {
		long now = now();
		List<HeldLease> tooOld = new ArrayList<>();
		for (RootContext context : contexts) {
			for (HeldLease lease : context.openLeases()) {
				LeaseInfo info = describe(lease, now);
				if (isTooOld(info)) {
					tooOld.add(lease);
				}
				else if (this.warnAfter != null && info.age().compareTo(this.warnAfter) >= 0 && lease.report()) {
					warn(info);
				}
			}
		}
		return tooOld;
	}

	private boolean isTooOld(LeaseInfo info) {
		if (this.maxAge == null || info.age().compareTo(this.maxAge) < 0) {
			return false;
		}
		logger.error("Closing a lease by force after {} ms, the longest allowed being {} ms: {}", info.age().toMillis(),
				this.maxAge.toMillis(), info, info.taken());
		return true;
	}

	private void warn(LeaseInfo info) {
		this.overdue.increment();
		logger.warn("A lease has kept its request open for {} ms: {}", info.age().toMillis(), info, info.taken());
		if (info.holder() != null) {
			this.traced.add(info.holder());
		}
	}

	/**
	 * The leases of a context that are open.
	 */
	synchronized List<LeaseInfo> describe(RootContext context) {
		long now = now();
		return context.openLeases().stream().map((lease) -> describe(lease, now)).toList();
	}

	private static LeaseInfo describe(HeldLease lease, long now) {
		return new LeaseInfo(lease.context(), lease.holder(), lease.thread(), Duration.ofMillis(lease.age(now)),
				lease.taken());
	}

}
