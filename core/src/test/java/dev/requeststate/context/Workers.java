package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Threads of a test: each has a name, a result that is waited for with a bound, and an
 * end that is waited for when the test is over.
 */
public final class Workers implements AutoCloseable {

	private static final long BOUND_SECONDS = 20;

	private final List<Thread> threads = new ArrayList<>();

	public <T extends @Nullable Object> Future<T> start(String name, Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		return start(new Thread(task, name), task);
	}

	public <T extends @Nullable Object> Future<T> start(Thread thread, FutureTask<T> task) {
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
		return task;
	}

	/**
	 * The thread that was started as the given one, from zero.
	 */
	public Thread thread(int index) {
		return this.threads.get(index);
	}

	/**
	 * What a thread's work returned.
	 * @throws Throwable what the work threw
	 */
	public static <T extends @Nullable Object> T result(Future<T> future) throws Throwable {
		try {
			return future.get(BOUND_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
		catch (TimeoutException ex) {
			throw new AssertionError("A thread of this test stands still", ex);
		}
	}

	/**
	 * What a thread's work threw, or null.
	 */
	public static @Nullable Throwable failure(Future<?> future) {
		try {
			result(future);
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	@Override
	public void close() throws InterruptedException {
		for (Thread thread : this.threads) {
			thread.interrupt();
			thread.join(TimeUnit.SECONDS.toMillis(BOUND_SECONDS));
			if (thread.isAlive()) {
				throw new AssertionError("Thread '" + thread.getName() + "' outlives its test");
			}
		}
	}

}
