package dev.requeststate.propagation;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A delayed task, and its future: it gives its lease back at once when it is cancelled
 * before it has begun, by somebody or by the end of its scheduler.
 *
 * @param <T> the type of the result
 */
final class PropagatingDelayedTask<T extends @Nullable Object> extends Carried
		implements Callable<T>, ScheduledFuture<T> {

	private final Object task;

	private final Callable<T> work;

	private final Set<PropagatingDelayedTask<?>> waiting;

	// Set before anybody but the end of the scheduler sees this task.
	private volatile @Nullable ScheduledFuture<T> future;

	/**
	 * Create a task.
	 * @param task what was given away
	 * @param work does it
	 * @param waiting holds this task until it begins or is given up
	 */
	PropagatingDelayedTask(Object task, Callable<T> work, Set<PropagatingDelayedTask<?>> waiting) {
		super(task);
		this.task = task;
		this.work = work;
		this.waiting = waiting;
	}

	PropagatingDelayedTask<T> schedule(ScheduledExecutorService executor, long delay, TimeUnit unit) {
		this.waiting.add(this);
		try {
			this.future = executor.schedule(this, delay, unit);
		}
		catch (Throwable ex) {
			giveUp();
			throw ex;
		}
		// A scheduler that is shut down meanwhile may cancel it and not say so.
		giveUpIfCancelled();
		return this;
	}

	void giveUpIfCancelled() {
		ScheduledFuture<T> future = this.future;
		if (future != null && future.isCancelled()) {
			giveUp();
		}
	}

	void giveUp() {
		this.waiting.remove(this);
		discard();
	}

	@Override
	Object task() {
		return this.task;
	}

	@Override
	public T call() throws Exception {
		this.waiting.remove(this);
		return this.<T, Exception>call(this.work::call);
	}

	private ScheduledFuture<T> future() {
		return Objects.requireNonNull(this.future);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = future().cancel(mayInterruptIfRunning);
		giveUpIfCancelled();
		return cancelled;
	}

	@Override
	public boolean isCancelled() {
		return future().isCancelled();
	}

	@Override
	public boolean isDone() {
		return future().isDone();
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		return future().get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return future().get(timeout, unit);
	}

	@Override
	public long getDelay(TimeUnit unit) {
		return future().getDelay(unit);
	}

	@Override
	public int compareTo(Delayed other) {
		return future().compareTo(other);
	}

}
