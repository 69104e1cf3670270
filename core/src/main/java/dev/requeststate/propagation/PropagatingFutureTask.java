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

	PropagatingFutureTask(Callable<T> task) {
		super(task);
		this.carried = new Carried(task);
	}

	PropagatingFutureTask(Runnable task, T result) {
		super(task, result);
		this.carried = new Carried(task);
	}

	void discard() {
		this.carried.discard();
	}

	@Override
	public void run() {
		if (!isDone()) {
			this.carried.run(super::run);
		}
	}

	// A cancelled task that is at work keeps its lease until it ends.
	@Override
	protected void done() {
		this.carried.discard();
	}

}
