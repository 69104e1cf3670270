package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What leak detection knows of one context: who opened it, its open leases, and the
 * threads that it is bound on.
 * <p>
 * It never leads to the context. So it can be kept until nobody else has that any more,
 * and says then whose fault it was. Safe for use by several threads.
 */
final class ContextTrace {

	private final LeakWatch watch;

	private final String thread = ThreadName.of(Thread.currentThread());

	private final Throwable opened = new Throwable("The context was opened here, on thread '" + this.thread + "'");

	private final Map<Throwable, TakenLease> leases = new ConcurrentHashMap<>();

	private final Set<BindingTrace> bindings = ConcurrentHashMap.newKeySet();

	// On which thread the request has ended, if it has.
	private volatile @Nullable String ended;

	// How the context was called, and who closed it, once it is closed.
	private volatile @Nullable String closed;

	ContextTrace(LeakWatch watch) {
		this.watch = watch;
	}

	LeakWatch watch() {
		return this.watch;
	}

	/**
	 * The name of the thread on which the context was opened.
	 */
	String thread() {
		return this.thread;
	}

	Throwable opened() {
		return this.opened;
	}

	/**
	 * The request has ended: its context is kept open by leases alone.
	 */
	void requestEnded() {
		this.ended = ThreadName.of(Thread.currentThread());
	}

	/**
	 * The name of the thread on which the request has ended, or null if it has not.
	 */
	@Nullable String ended() {
		return this.ended;
	}

	/**
	 * A lease is taken on this thread.
	 * @param holder what for, or null if nobody said
	 * @return where
	 */
	Throwable leaseTaken(@Nullable Class<?> holder) {
		String thread = ThreadName.of(Thread.currentThread());
		Throwable taken = new Throwable("The lease was taken here, on thread '" + thread + "'");
		this.leases.put(taken, new TakenLease(holder, thread));
		return taken;
	}

	void leaseClosed(Throwable taken) {
		this.leases.remove(taken);
	}

	/**
	 * The leases that are open, with where they were taken.
	 */
	Map<Throwable, TakenLease> leases() {
		return Map.copyOf(this.leases);
	}

	void bound(BindingTrace binding) {
		this.bindings.add(binding);
		// After it was added: whoever closes the context has said so before it looks.
		if (this.closed != null) {
			this.watch.leftBound(this);
		}
	}

	/**
	 * A binding has ended.
	 * @return false if it had already
	 */
	boolean unbound(BindingTrace binding) {
		boolean wasBound = this.bindings.remove(binding);
		if (this.closed != null && this.bindings.isEmpty()) {
			this.watch.unbound(this);
		}
		return wasBound;
	}

	boolean isBound(BindingTrace binding) {
		return this.bindings.contains(binding);
	}

	/**
	 * The bindings that have not ended.
	 */
	List<BindingTrace> bindings() {
		return new ArrayList<>(this.bindings);
	}

	/**
	 * The names of the threads that the context is bound on.
	 */
	List<String> threads() {
		return this.bindings.stream().map(BindingTrace::thread).distinct().sorted().toList();
	}

	/**
	 * The context is closed.
	 * @param description how it was called, and who closed it
	 */
	void closed(String description) {
		this.closed = description;
		if (!this.bindings.isEmpty()) {
			this.watch.leftBound(this);
		}
	}

	/**
	 * How the context was called, and who closed it; null while it is open.
	 */
	@Nullable String closed() {
		return this.closed;
	}

	/**
	 * A lease that is open.
	 *
	 * @param holder what it was taken for, or null if nobody said
	 * @param thread the name of the thread on which it was taken
	 */
	record TakenLease(@Nullable Class<?> holder, String thread) {

	}

}
