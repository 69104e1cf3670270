package dev.requeststate.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads that run the tasks of a hop, and the end of the task that was given away
 * last. At the bottom of every system's own executor, so that submitting and waiting are
 * the same for all.
 * <p>
 * Waiting is a spin: a thread that sleeps until it is woken would add microseconds, and
 * their scatter, to each row.
 */
final class HopThreads implements Executor, AutoCloseable {

	private static final ThreadLocal<Object> BYSTANDER = new ThreadLocal<>();

	private ExecutorService threads;

	private volatile boolean ended = true;

	private HopThreads(ExecutorService threads) {
		this.threads = threads;
	}

	/**
	 * A pool of one platform thread, which has run a task already.
	 */
	static HopThreads pooled() {
		HopThreads pooled = new HopThreads(pool());
		pooled.runBystander();
		return pooled;
	}

	// Its thread inherits nothing from the one that happens to start it, as one that was
	// started by somebody else long ago.
	private static ExecutorService pool() {
		return Executors.newFixedThreadPool(1, (task) -> new Thread(null, task, "hop", 0, false));
	}

	/**
	 * A new virtual thread for each task.
	 * @throws IllegalStateException before JDK 21, which has none
	 */
	static HopThreads virtual() {
		if (Runtime.version().feature() < 21) {
			throw new IllegalStateException("Virtual threads need JDK 21");
		}
		try {
			return new HopThreads((ExecutorService) MethodHandles.publicLookup()
				.findStatic(Executors.class, "newVirtualThreadPerTaskExecutor",
						MethodType.methodType(ExecutorService.class))
				.invoke());
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Virtual threads cannot be made", ex);
		}
	}

	/**
	 * Put a thread that was never carried anything in the place of the pool's thread. It
	 * has run one task, so it is started, has a table of thread locals and memory to
	 * allocate from.
	 */
	void replaceThread() {
		close();
		this.threads = pool();
		runBystander();
	}

	private void runBystander() {
		execute(() -> BYSTANDER.set(new Object()));
		awaitEnd();
	}

	@Override
	public void execute(Runnable command) {
		this.ended = false;
		this.threads.execute(() -> {
			try {
				command.run();
			}
			finally {
				this.ended = true;
			}
		});
	}

	/**
	 * Wait for the end of the task that was given away last, and of all that was wrapped
	 * around it.
	 */
	void awaitEnd() {
		while (!this.ended) {
			Thread.onSpinWait();
		}
	}

	/**
	 * End the threads, and wait until they have.
	 */
	@Override
	public void close() {
		this.threads.shutdown();
		try {
			if (!this.threads.awaitTermination(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("A thread does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a thread ends", ex);
		}
	}

}
