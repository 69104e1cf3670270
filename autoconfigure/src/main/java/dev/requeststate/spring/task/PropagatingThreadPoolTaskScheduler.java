package dev.requeststate.spring.task;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A {@link ThreadPoolTaskScheduler} whose tasks run with the request context that is
 * current where they are submitted or scheduled for one time, and keep it open with a
 * lease from there to their end. A task that is rejected, or cancelled before it has
 * begun, or dropped at the shutdown gives its lease back at once.
 * <p>
 * Tasks that are run again and again, by a rate, a delay or a {@link Trigger}, belong to
 * no request: nothing is current while they run.
 */
@SuppressWarnings("serial") // as its superclass, not meant to be serialized
public class PropagatingThreadPoolTaskScheduler extends ThreadPoolTaskScheduler {

	private @Nullable TaskDecorator decorator;

	@Override
	public void setTaskDecorator(@Nullable TaskDecorator taskDecorator) {
		this.decorator = taskDecorator;
	}

	@Override
	protected ScheduledExecutorService createExecutor(int poolSize, ThreadFactory threadFactory,
			RejectedExecutionHandler rejectedExecutionHandler) {
		return new Pool(poolSize, threadFactory, new GivingBackHandler(rejectedExecutionHandler));
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		// The pool cannot tell that this is more than one task for one time.
		try (Binding none = Frame.none()) {
			return super.schedule(task, trigger);
		}
	}

	private final class Pool extends ScheduledThreadPoolExecutor {

		Pool(int poolSize, ThreadFactory threadFactory, RejectedExecutionHandler handler) {
			super(poolSize, threadFactory, handler);
		}

		@Override
		protected void beforeExecute(Thread thread, Runnable task) {
			PropagatingThreadPoolTaskScheduler.this.beforeExecute(thread, task);
		}

		@Override
		protected void afterExecute(Runnable task, @Nullable Throwable failure) {
			PropagatingThreadPoolTaskScheduler.this.afterExecute(task, failure);
		}

		@Override
		protected <V> RunnableScheduledFuture<V> decorateTask(Runnable runnable, RunnableScheduledFuture<V> task) {
			return new ScheduledTask<>(task, PropagatingThreadPoolTaskScheduler.this.decorator, runnable.getClass(),
					this);
		}

		@Override
		protected <V> RunnableScheduledFuture<V> decorateTask(Callable<V> callable, RunnableScheduledFuture<V> task) {
			return new ScheduledTask<>(task, PropagatingThreadPoolTaskScheduler.this.decorator, callable.getClass(),
					this);
		}

	}

}
