package dev.requeststate.propagation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextCallable;
import dev.requeststate.context.Frame;
import dev.requeststate.context.Lease;
import org.jspecify.annotations.Nullable;

/**
 * What was current where a task was given away: a lease, or nothing.
 * <p>
 * The lease is given back when the first run of the task ends, or when the task is
 * discarded before. Whoever runs it again gets a lease for that run alone, for as long as
 * the context is open. Where nothing was current, nothing is while the task runs,
 * whatever the thread that runs it is at work on.
 */
abstract class Carried {

	private static final VarHandle TAKEN;

	static {
		try {
			TAKEN = MethodHandles.lookup().findVarHandle(Carried.class, "taken", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final @Nullable Lease lease;

	// Where there is no lease, what the task runs in: a cached call, or nothing.
	private final @Nullable Frame frame;

	@SuppressWarnings("unused") // through TAKEN
	private volatile boolean taken;

	/**
	 * Carry what is current on this thread.
	 * @param task the task, whose class is named as the holder of the lease
	 */
	Carried(Object task) {
		this(Objects.requireNonNull(task, "'task' must not be null").getClass());
	}

	/**
	 * Carry what is current on this thread.
	 * @param holder what is named as the holder of the lease
	 */
	Carried(Class<?> holder) {
		Objects.requireNonNull(holder, "'holder' must not be null");
		this.lease = Frame.here().leaseFor(holder);
		this.frame = (this.lease == null) ? Frame.outsideRequests() : null;
	}

	/**
	 * The task will not be run: give the lease back now, and that of what is wrapped in
	 * it. Without effect once it has begun.
	 */
	final void discard() {
		if (take()) {
			if (this.lease != null) {
				this.lease.close();
			}
			Propagating.discard(task());
		}
	}

	/**
	 * What was given away.
	 */
	abstract Object task();

	final void run(Runnable work) {
		if (this.lease == null) {
			try (Binding binding = outsideRequests()) {
				work.run();
			}
		}
		else {
			try (Lease lease = leaseForRun(this.lease)) {
				lease.run(work);
			}
		}
	}

	final <T extends @Nullable Object, X extends Throwable> T call(ContextCallable<T, X> work) throws X {
		if (this.lease == null) {
			try (Binding binding = outsideRequests()) {
				return work.call();
			}
		}
		try (Lease lease = leaseForRun(this.lease)) {
			return lease.call(work);
		}
	}

	private Binding outsideRequests() {
		return (this.frame != null) ? this.frame.reopen() : Frame.none();
	}

	private Lease leaseForRun(Lease own) {
		return take() ? own : own.context().leaseFor(task().getClass());
	}

	private boolean take() {
		return TAKEN.compareAndSet(this, false, true);
	}

	@Override
	public final String toString() {
		return task().toString();
	}

}
