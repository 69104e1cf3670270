package dev.requeststate.propagation;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * A task with a result, with what was current where it was given away.
 *
 * @param <T> the type of the result
 */
final class PropagatingCallable<T extends @Nullable Object> extends Carried implements Callable<T> {

	private final Callable<? extends T> task;

	PropagatingCallable(Callable<? extends T> task) {
		super(task);
		this.task = task;
	}

	PropagatingCallable(Callable<? extends T> task, Class<?> holder) {
		super(holder);
		this.task = task;
	}

	@Override
	Object task() {
		return this.task;
	}

	@Override
	public T call() throws Exception {
		return this.<T, Exception>call(this.task::call);
	}

}
