package dev.requeststate.context;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of a context that wait for its response.
 */
final class AfterResponse {

	private static final Logger logger = LoggerFactory.getLogger(AfterResponse.class);

	private static final RequestLocal<AfterResponse> TASKS = RequestLocal.withInitial("after-response tasks",
			AfterResponse::new, AfterResponse::lose);

	private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

	private AfterResponse() {
	}

	/**
	 * Add a task, or start it at once if the request has ended.
	 */
	static void add(SlotContext context, Runnable action) {
		RootContext root = context.root();
		Lease lease = context.leaseFor(action.getClass());
		try {
			TASKS.getIn(root).tasks.add(new Task(action, lease, root));
		}
		catch (Throwable ex) {
			lease.close();
			throw ex;
		}
		root.factory().afterResponse().registered();
		// After the task was added: whoever ends the request has said so before it looks.
		if (root.isOpenerEnded()) {
			start(root);
		}
	}

	/**
	 * Start what was not started yet. Called when the request has ended; whoever takes a
	 * task out is the only one to start it.
	 */
	static void start(RootContext context) {
		AfterResponse present = TASKS.getIfPresentIn(context);
		if (present != null) {
			for (Task task = present.tasks.poll(); task != null; task = present.tasks.poll()) {
				context.factory().afterResponse().start(context, task);
			}
		}
	}

	// Only a context closed by force has tasks left that were never started.
	private void lose() {
		for (Task task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.lose();
		}
	}

	private record Task(Runnable action, Lease lease, RootContext context) implements Runnable {

		void lose() {
			this.lease.close();
			logger.error("A task after the response of {} was not run, because its context was closed by force: {}",
					this.context, this.action.getClass().getName());
			this.context.factory()
				.afterResponse()
				.done(this.context, new IllegalStateException("Not run: " + this.context + " was closed by force"));
		}

		@Override
		public void run() {
			Thread thread = Thread.currentThread();
			ClassLoader loader = thread.getContextClassLoader();
			Throwable failure = null;
			try (this.lease) {
				thread.setContextClassLoader(this.context.loader());
				try {
					this.lease.run(this.action);
				}
				catch (Throwable ex) {
					failure = ex;
					logger.error("A task after the response of {} failed: {}", this.context,
							this.action.getClass().getName(), ex);
				}
			}
			finally {
				thread.setContextClassLoader(loader);
				this.context.factory().afterResponse().done(this.context, failure);
			}
		}

	}

}
