package dev.requeststate.spring.task;

import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * A task in the queue of a scheduler, with what was current where it was scheduled. A
 * periodic one has nothing: it belongs to no request.
 *
 * @param <T> the type of the result
 */
final class ScheduledTask<T extends @Nullable Object> extends GivingBackFuture<T, RunnableScheduledFuture<T>>
		implements RunnableScheduledFuture<T> {

	private final ScheduledThreadPoolExecutor executor;

	private final Runnable carrier;

	/**
	 * Create a task.
	 * @param task the executor's own
	 * @param decorator the application's own decorator, or null
	 * @param holder the class to name as the holder of the lease
	 * @param executor has the task in its queue
	 */
	ScheduledTask(RunnableScheduledFuture<T> task, @Nullable TaskDecorator decorator, Class<?> holder,
			ScheduledThreadPoolExecutor executor) {
		super(task);
		this.executor = executor;
		Runnable decorated = (decorator != null) ? decorator.decorate(task) : task;
		this.carrier = task.isPeriodic() ? Propagating.withNothing(decorated) : Propagating.runnable(decorated, holder);
	}

	@Override
	void discard() {
		Propagating.discard(this.carrier);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		// The executor's own future would look for itself in the queue, and this is
		// there.
		if (cancelled && this.executor.getRemoveOnCancelPolicy()) {
			this.executor.remove(this);
		}
		return cancelled;
	}

	@Override
	public boolean isPeriodic() {
		return delegate().isPeriodic();
	}

	@Override
	public void run() {
		this.carrier.run();
	}

}
