package dev.requeststate.benchmarks;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The benchmark's threads, as JMH makes them, with a counter of its own bound for each
 * task. Made by JMH, by name.
 */
public final class ScopedThreads extends ThreadPoolExecutor {

	/**
	 * Make the threads.
	 * @param threads how many there are at most
	 * @param prefix ignored
	 * @throws IllegalStateException before JDK 25; JMH would wait for tasks that fail
	 */
	public ScopedThreads(int threads, String prefix) {
		super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		if (Runtime.version().feature() < 25) {
			throw new IllegalStateException("A scoped value needs JDK 25");
		}
	}

	@Override
	public void execute(Runnable task) {
		super.execute(() -> ScopedCounter.run(new Counter(), task));
	}

}
