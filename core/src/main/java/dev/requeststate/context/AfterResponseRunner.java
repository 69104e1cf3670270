package dev.requeststate.context;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
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
	 * Start a task; on this very thread if the executor refuses it.
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
	}

	/**
	 * A task has ended.
	 * @param context its context
	 * @param failure what it threw, or null
	 */
	void done(RootContext context, @Nullable Throwable failure) {
		this.done.increment();
		if (failure != null) {
			this.failures.increment();
			this.observers.tell((observer) -> observer.onAfterResponseFailed(context, failure));
		}
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
