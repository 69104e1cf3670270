package dev.requeststate.spring.tag;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Threads that look up tags in the place of those that must not wait. There are as many
 * as are needed at a time: what goes on with a result goes on there too, and may wait for
 * another lookup.
 */
final class LookupThreads implements Executor, AutoCloseable {

	private static final long IDLE_SECONDS = 10;

	private final ThreadPoolExecutor threads;

	LookupThreads() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("request-state-tags-");
		factory.setDaemon(true);
		// At the end of an application there is nobody else.
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), factory, (task, pool) -> task.run());
	}

	/**
	 * Whether this is one of the threads that bring the answers of Redis: an answer that
	 * it waits for never comes.
	 */
	static boolean mustNotWait() {
		return Thread.currentThread().getName().startsWith("lettuce-");
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

	void executeWhereItMayWait(Runnable task) {
		if (mustNotWait()) {
			execute(task);
		}
		else {
			task.run();
		}
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

}
