package dev.requeststate.context;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What leak detection knows of one binding that is open on a thread. It leads neither to
 * the thread nor to the context. Safe for use by several threads.
 */
final class BindingTrace extends WeakReference<Thread> {

	// Two reviews may follow each other at once, while a thread is about to close it.
	private static final long WHILE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private final ContextTrace context;

	private final String thread;

	private volatile @Nullable Throwable opened;

	private volatile boolean promised;

	private boolean reported;

	// When it was first found open though its context was closed, by System.nanoTime.
	private @Nullable Long suspected;

	/**
	 * Trace a binding of this thread.
	 * @param context the trace of its context
	 */
	BindingTrace(ContextTrace context) {
		super(Thread.currentThread());
		this.context = context;
		this.thread = ThreadName.of(Thread.currentThread());
	}

	ContextTrace context() {
		return this.context;
	}

	/**
	 * The name of its thread.
	 */
	String thread() {
		return this.thread;
	}

	boolean isThreadAlive() {
		Thread thread = get();
		return thread != null && thread.isAlive();
	}

	boolean isBound() {
		return this.context.isBound(this);
	}

	/**
	 * It is in the hands of whoever opened it, on this thread, and nobody else closes it.
	 * @param promised whether its context is to stay open meanwhile
	 */
	void handedOut(boolean promised) {
		this.promised = promised;
		this.opened = new Throwable("The binding was opened here, on thread '" + this.thread + "'");
	}

	/**
	 * Where it was opened, or null if it is a block's, which ends by itself.
	 */
	@Nullable Throwable opened() {
		return this.opened;
	}

	/**
	 * Whether its context is to stay open for as long as it is.
	 */
	boolean isPromised() {
		return this.promised;
	}

	/**
	 * Whether this is the first time that it is reported.
	 */
	synchronized boolean report() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	/**
	 * It was found open though its context is closed.
	 * @return whether it was a while ago as well
	 */
	synchronized boolean suspect() {
		long now = System.nanoTime();
		if (this.suspected == null) {
			this.suspected = now;
		}
		return now - this.suspected >= WHILE_NANOS;
	}

}
