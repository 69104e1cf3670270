package dev.requeststate.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Starts an application on a thread of its own, as in a server: what a start leaves in
 * thread locals would collide with those that are measured, differently in each run.
 */
final class StartThread {

	private StartThread() {
	}

	/**
	 * Run a start, after thread locals were given {@linkplain ThreadLocalPlaces#anywhere
	 * other places}.
	 */
	static <T> T call(Supplier<T> start) throws ExecutionException, InterruptedException {
		FutureTask<T> task = new FutureTask<>(() -> ThreadLocalPlaces.anywhere(start));
		new Thread(task, "start").start();
		return task.get();
	}

}
