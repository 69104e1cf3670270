package dev.requeststate.propagation;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A delayed task, which gives its lease back at once when it is cancelled before it has
 * begun.
 *
 * @param <T> the type of the result
 */
final class PropagatingScheduledFuture<T extends @Nullable Object> implements ScheduledFuture<T> {

	private final ScheduledFuture<T> delegate;

	private final Carried task;

	PropagatingScheduledFuture(ScheduledFuture<T> delegate, Carried task) {
		this.delegate = delegate;
		this.task = task;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = this.delegate.cancel(mayInterruptIfRunning);
		if (cancelled) {
			this.task.discard();
		}
		return cancelled;
	}

	@Override
	public boolean isCancelled() {
		return this.delegate.isCancelled();
	}

	@Override
	public boolean isDone() {
		return this.delegate.isDone();
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		return this.delegate.get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return this.delegate.get(timeout, unit);
	}

	@Override
	public long getDelay(TimeUnit unit) {
		return this.delegate.getDelay(unit);
	}

	@Override
	public int compareTo(Delayed other) {
		return this.delegate.compareTo(other);
	}

	@Override
	public String toString() {
		return this.delegate.toString();
	}

}
