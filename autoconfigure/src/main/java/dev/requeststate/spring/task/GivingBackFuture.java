package dev.requeststate.spring.task;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The future of a delayed task: cancelled before the task has begun, it gives the lease
 * back at once.
 *
 * @param <T> the type of the result
 * @param <F> the type of the scheduler's own future
 */
abstract class GivingBackFuture<T extends @Nullable Object, F extends ScheduledFuture<T>>
		implements ScheduledFuture<T> {

	private final F delegate;

	GivingBackFuture(F delegate) {
		this.delegate = delegate;
	}

	final F delegate() {
		return this.delegate;
	}

	/**
	 * The task will not be run: give its lease back.
	 */
	abstract void discard();

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = this.delegate.cancel(mayInterruptIfRunning);
		if (cancelled) {
			discard();
		}
		return cancelled;
	}

	@Override
	public final boolean isCancelled() {
		return this.delegate.isCancelled();
	}

	@Override
	public final boolean isDone() {
		return this.delegate.isDone();
	}

	@Override
	public final T get() throws InterruptedException, ExecutionException {
		return this.delegate.get();
	}

	@Override
	public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return this.delegate.get(timeout, unit);
	}

	@Override
	public final long getDelay(TimeUnit unit) {
		return this.delegate.getDelay(unit);
	}

	// The scheduler's own futures know which of two that are due at once came first.
	@Override
	public final int compareTo(Delayed other) {
		return this.delegate.compareTo((other instanceof GivingBackFuture<?, ?> future) ? future.delegate : other);
	}

	@Override
	public final String toString() {
		return this.delegate.toString();
	}

}
