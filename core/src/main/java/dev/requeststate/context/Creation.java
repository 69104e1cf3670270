package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The marker of a value that is being made. Other threads of the request wait on it; no
 * lock is held while the value's code runs.
 */
final class Creation extends CreationLink {

	private static final VarHandle LATCH;

	static {
		try {
			LATCH = MethodHandles.lookup().findVarHandle(Creation.class, "latch", CountDownLatch.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final SlotContext owner;

	private final Slot slot;

	private final Thread maker = Thread.currentThread();

	// Made by the first thread that waits: most values are made with nobody waiting.
	private volatile @Nullable CountDownLatch latch;

	private volatile boolean done;

	private @Nullable Throwable failure;

	private Slot.@Nullable Callback callbacks;

	private boolean callbacksTaken;

	// What this creation waits for, itself or by what it has called, and how often: it
	// may have handed work to other threads. Guarded by the lock of CreationCircles.
	private @Nullable Map<Creation, Integer> awaited;

	Creation(SlotContext owner, Slot slot, @Nullable CreationLink parent) {
		super(parent);
		this.owner = owner;
		this.slot = slot;
	}

	SlotContext owner() {
		return this.owner;
	}

	Slot slot() {
		return this.slot;
	}

	@Override
	Creation creation() {
		return this;
	}

	Thread maker() {
		return this.maker;
	}

	void awaits(Creation target) {
		if (this.awaited == null) {
			this.awaited = new IdentityHashMap<>();
		}
		this.awaited.merge(target, 1, Integer::sum);
	}

	void awaitsNoMore(Creation target) {
		if (this.awaited != null) {
			this.awaited.computeIfPresent(target, (key, times) -> (times > 1) ? times - 1 : null);
		}
	}

	Set<Creation> awaited() {
		return (this.awaited != null) ? this.awaited.keySet() : Set.of();
	}

	/**
	 * Add a callback for the destruction of the value.
	 * @return whether the value is still being made; a lease taken by its maker outlives
	 * that
	 */
	synchronized boolean addCallback(Runnable action) {
		if (this.callbacksTaken) {
			return false;
		}
		this.callbacks = new Slot.Callback(action, this.callbacks);
		return true;
	}

	/**
	 * The callbacks, which are the value's from now on: no more are added here.
	 */
	synchronized Slot.@Nullable Callback takeCallbacks() {
		this.callbacksTaken = true;
		return this.callbacks;
	}

	/**
	 * Wake everybody who waits.
	 * @param failure why there is no value, or null if there is one
	 */
	void finish(@Nullable Throwable failure) {
		this.failure = failure;
		this.done = true;
		CountDownLatch latch = this.latch;
		if (latch != null) {
			latch.countDown();
		}
	}

	/**
	 * Wait until this creation is finished.
	 * @return whether it finished in time
	 */
	boolean await(long timeoutNanos) throws InterruptedException {
		CountDownLatch latch = this.latch;
		if (latch == null) {
			CountDownLatch mine = new CountDownLatch(1);
			CountDownLatch other = (CountDownLatch) LATCH.compareAndExchange(this, null, mine);
			latch = (other != null) ? other : mine;
		}
		// A finish() that did not see the latch has set 'done' before it looked.
		return this.done || latch.await(timeoutNanos, TimeUnit.NANOSECONDS);
	}

	boolean isFinished() {
		return this.done;
	}

	/**
	 * Why a finished creation has no value, or null if it has one.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

}
