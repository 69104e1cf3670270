package dev.requeststate.spring.task;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * A submitted task on its way to an executor that decorates it. Cancelled before it has
 * begun, it gives its lease back at once.
 *
 * @param <T> the type of the result
 */
final class GivenFuture<T extends @Nullable Object> extends FutureTask<T> {

	private final GivenTask given;

	/**
	 * Create a future.
	 * @param task the task
	 * @param holder the class to name as the holder of the lease
	 */
	GivenFuture(Callable<T> task, Class<?> holder) {
		super(task);
		this.given = new GivenTask(this, holder);
	}

	GivenTask given() {
		return this.given;
	}

	// Without effect on a task that has begun: it keeps its lease until it ends.
	@Override
	protected void done() {
		this.given.discard();
	}

}
