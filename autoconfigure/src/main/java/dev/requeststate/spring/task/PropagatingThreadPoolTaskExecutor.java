package dev.requeststate.spring.task;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadFactory;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A {@link ThreadPoolTaskExecutor} whose tasks run with the request context that is
 * current where they are submitted, and keep it open with a lease from there to their
 * end. A task that is rejected, or cancelled before it has begun, or dropped at the
 * shutdown gives its lease back at once. Where nothing is current, nothing is while the
 * task runs.
 * <p>
 * The request is there for {@linkplain #setTaskDecorator decorators} too: what they make
 * of a task runs inside it. What is given to {@link #getThreadPoolExecutor()} directly
 * runs with nothing current, unless there is a decorator.
 * <p>
 * A {@link RejectedExecutionHandler} of the application that drops tasks without throwing
 * says so with {@link Propagating#discard}; those of the JDK need not.
 */
@SuppressWarnings("serial") // as its superclass, not meant to be serialized
public class PropagatingThreadPoolTaskExecutor extends ThreadPoolTaskExecutor {

	private volatile boolean decorating;

	@Override
	public void setTaskDecorator(TaskDecorator taskDecorator) {
		super.setTaskDecorator(new CarryingDecorator(taskDecorator));
		this.decorating = true;
	}

	@Override
	protected ExecutorService initializeExecutor(ThreadFactory threadFactory,
			RejectedExecutionHandler rejectedExecutionHandler) {
		return super.initializeExecutor(threadFactory, new GivingBackHandler(rejectedExecutionHandler));
	}

	@Override
	public void execute(Runnable task) {
		handOver(this.decorating ? new GivenTask(task, task.getClass()) : Propagating.runnable(task));
	}

	@Override
	public Future<?> submit(Runnable task) {
		return submit(Executors.callable(task), task.getClass());
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		return submit(task, task.getClass());
	}

	@Override
	public CompletableFuture<Void> submitCompletable(Runnable task) {
		return Completables.submit(task, (command) -> submit(Executors.callable(command), task.getClass()));
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> submitCompletable(Callable<T> task) {
		return Completables.submit(task, (command) -> submit(Executors.callable(command), task.getClass()));
	}

	private <T extends @Nullable Object> Future<T> submit(Callable<T> task, Class<?> holder) {
		RunnableFuture<T> future = this.decorating ? new GivenFuture<>(task, holder)
				: Propagating.futureTask(task, holder);
		handOver(future);
		return future;
	}

	private void handOver(Runnable task) {
		try {
			super.execute(task);
		}
		catch (Throwable ex) {
			Leases.giveBack(task);
			throw ex;
		}
	}

	@Override
	protected void cancelRemainingTask(Runnable task) {
		super.cancelRemainingTask(task);
		Leases.giveBack(task);
	}

}
