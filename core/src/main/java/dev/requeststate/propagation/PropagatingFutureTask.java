package dev.requeststate.propagation;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * A submitted task, which gives its lease back at once when it is cancelled before it has
 * begun.
 *
 * @param <T> the type of the result
 */
final class PropagatingFutureTask<T extends @Nullable Object> extends FutureTask<T> {

	private final Carried carried;

	private PropagatingFutureTask(PropagatingCallable<T> task) {
		super(task);
		this.carried = task;
	}

	private PropagatingFutureTask(PropagatingRunnable task, T result) {
		super(task, result);
		this.carried = task;
	}

	static <T extends @Nullable Object> PropagatingFutureTask<T> of(Callable<T> task) {
		return new PropagatingFutureTask<>(new PropagatingCallable<>(task));
	}

	static <T extends @Nullable Object> PropagatingFutureTask<T> of(Callable<T> task, Class<?> holder) {
		return new PropagatingFutureTask<>(new PropagatingCallable<>(task, holder));
	}

	static <T extends @Nullable Object> PropagatingFutureTask<T> of(Runnable task, T result) {
		return new PropagatingFutureTask<>(new PropagatingRunnable(task), result);
	}

	void discard() {
		this.carried.discard();
	}

	// A cancelled task that is at work keeps its lease until it ends.
	@Override
	protected void done() {
		discard();
	}

}
