package dev.requeststate.spring.task;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;

/**
 * Gives the lease of a rejected task back, whether the application's own handler throws
 * or is one of the JDK's that drop tasks without a word. Another handler that drops tasks
 * has to say so: {@link dev.requeststate.propagation.Propagating#discard}.
 */
final class GivingBackHandler implements RejectedExecutionHandler {

	private final RejectedExecutionHandler handler;

	GivingBackHandler(RejectedExecutionHandler handler) {
		this.handler = handler;
	}

	@Override
	public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
		if (this.handler.getClass() == DiscardOldestPolicy.class && !executor.isShutdown()) {
			discardOldest(executor);
			executor.execute(task);
			return;
		}
		try {
			this.handler.rejectedExecution(task, executor);
		}
		catch (Throwable ex) {
			Leases.giveBack(task);
			throw ex;
		}
		// Without effect where the caller has run the task.
		if (this.handler instanceof DiscardPolicy || this.handler instanceof DiscardOldestPolicy
				|| this.handler instanceof CallerRunsPolicy) {
			Leases.giveBack(task);
		}
	}

	private static void discardOldest(ThreadPoolExecutor executor) {
		Runnable oldest = executor.getQueue().poll();
		if (oldest != null) {
			Leases.giveBack(oldest);
		}
	}

}
