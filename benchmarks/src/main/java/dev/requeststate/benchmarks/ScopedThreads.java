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
	 */
	public ScopedThreads(int threads, String prefix) {
		super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
	}

	@Override
	public void execute(Runnable task) {
		super.execute(() -> ScopedCounter.run(new Counter(), task));
	}

}
