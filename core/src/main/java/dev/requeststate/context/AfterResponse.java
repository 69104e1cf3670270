package dev.requeststate.context;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

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
		if (!root.isOpen()) {
			throw root.closedException("run a task after the response");
		}
		AfterResponse present = TASKS.getIn(root);
		Task task = new Task(action, context.leaseFor(action.getClass()), root);
		root.factory().afterResponse().registered();
		present.tasks.add(task);
		// After the task was added: whoever ends the request has said so before it looks.
		if (root.isOpenerEnded()) {
			present.startAll(root);
		}
	}

	/**
	 * Start what was not started yet. Called when the request has ended.
	 */
	static void start(RootContext context) {
		AfterResponse present = TASKS.getIfPresentIn(context);
		if (present != null) {
			present.startAll(context);
		}
	}

	// Whoever takes a task out is the only one to start it.
	private void startAll(RootContext context) {
		for (Task task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			context.factory().afterResponse().start(context, task);
		}
	}

	// Only a context closed by force has tasks left that were never started.
	private void lose() {
		for (Task task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.lose();
		}
	}

	private static final class Task implements Runnable {

		private final Runnable action;

		private final Lease lease;

		private final RootContext context;

		// An executor may run a task and fail all the same.
		private final AtomicBoolean started = new AtomicBoolean();

		Task(Runnable action, Lease lease, RootContext context) {
			this.action = action;
			this.lease = lease;
			this.context = context;
		}

		private AfterResponseRunner runner() {
			return this.context.factory().afterResponse();
		}

		void lose() {
			logger.error("A task after the response of {} was not run, because its context was closed by force: {}",
					this.context, this.action.getClass().getName());
			runner().failed(this.context,
					new IllegalStateException("Not run: " + this.context + " was closed by force"));
			this.lease.close();
			runner().done();
		}

		@Override
		public void run() {
			if (!this.started.compareAndSet(false, true)) {
				return;
			}
			Thread thread = Thread.currentThread();
			ClassLoader loader = thread.getContextClassLoader();
			try (this.lease) {
				thread.setContextClassLoader(this.context.loader());
				runAction();
			}
			finally {
				thread.setContextClassLoader(loader);
				runner().done();
			}
		}

		private void runAction() {
			try {
				this.lease.run(this.action);
			}
			catch (Throwable ex) {
				logger.error("A task after the response of {} failed: {}", this.context,
						this.action.getClass().getName(), ex);
				runner().failed(this.context, ex);
			}
		}

	}

}
