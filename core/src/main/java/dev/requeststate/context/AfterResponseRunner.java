package dev.requeststate.context;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of a factory's contexts that wait for a response, and counts them.
 */
final class AfterResponseRunner {

	private static final Logger logger = LoggerFactory.getLogger(AfterResponseRunner.class);

	private final Executor executor;

	private final Observers observers;

	private final LongAdder registered = new LongAdder();

	private final LongAdder done = new LongAdder();

	private final LongAdder failures = new LongAdder();

	AfterResponseRunner(Executor executor, Observers observers) {
		this.executor = executor;
		this.observers = observers;
	}

	void registered() {
		this.registered.increment();
	}

	/**
	 * Start a task; on this very thread if the executor refuses it, or fails. Throws
	 * nothing: other tasks have to start, and the request has to end.
	 * @param context its context
	 * @param task the task, which can be run once
	 */
	void start(RootContext context, Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The executor refused a task after the response of {}: running it on this thread", context,
					ex);
			task.run();
		}
		catch (Throwable ex) {
			logger.error("The executor failed with a task after the response of {}: running it on this thread, "
					+ "if it has not begun", context, ex);
			task.run();
		}
	}

	void failed(RootContext context, Throwable failure) {
		this.failures.increment();
		this.observers.tell((observer) -> observer.onAfterResponseFailed(context, failure));
	}

	/**
	 * A task has ended, and given its lease back.
	 */
	void done() {
		this.done.increment();
	}

	long pending() {
		// In this order: never below what is pending.
		long done = this.done.sum();
		return this.registered.sum() - done;
	}

	long failures() {
		return this.failures.sum();
	}

}
