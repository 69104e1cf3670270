package dev.requeststate.spring.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Threads that do the same work at the same time, and wait for each other in between.
 * They inherit nothing from the thread that starts them but its context class loader.
 */
final class Crew {

	private static final int MAX_THREADS = 64;

	private static final long PATIENCE_MILLIS = 30_000;

	private static final long LEAVE_MILLIS = 1000;

	private final CyclicBarrier barrier;

	private final long patienceMillis;

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	Crew(int tasks) {
		this(tasks, PATIENCE_MILLIS);
	}

	Crew(int tasks, long patienceMillis) {
		this.patienceMillis = patienceMillis;
		this.barrier = new CyclicBarrier(Math.min(tasks, MAX_THREADS));
	}

	int size() {
		return this.barrier.getParties();
	}

	/**
	 * Do the work on each of the threads, and wait for its end.
	 * @param work is given the number of its thread
	 * @throws AssertionError if the threads did not get to meet, since one of them hangs
	 * or threw, and caused by what it threw
	 */
	void run(IntConsumer work) {
		List<Thread> threads = new ArrayList<>();
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		for (int i = 0; i < size(); i++) {
			int number = i;
			Thread thread = new Thread(null, () -> work(work, number), "isolation-" + i, 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(loader);
			threads.add(thread);
		}
		threads.forEach(Thread::start);
		try {
			for (Thread thread : threads) {
				while (thread.isAlive() && !this.barrier.isBroken()) {
					thread.join(LEAVE_MILLIS);
				}
			}
			Throwable failure = this.failure.get();
			if (failure != null) {
				threads.forEach(Thread::interrupt);
				throw new AssertionError("The isolation check itself failed; see the cause", failure);
			}
			if (this.barrier.isBroken()) {
				throw stuck(threads);
			}
		}
		catch (InterruptedException ex) {
			threads.forEach(Thread::interrupt);
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while the isolation check was running", ex);
		}
	}

	private void work(IntConsumer work, int number) {
		try {
			work.accept(number);
		}
		catch (Throwable ex) {
			this.failure.compareAndSet(null, ex);
			// Who comes to the barrier interrupted breaks it, so that nobody waits for
			// this thread.
			Thread.currentThread().interrupt();
			meet();
		}
	}

	private AssertionError stuck(List<Thread> threads) throws InterruptedException {
		for (Thread thread : threads) {
			thread.join(LEAVE_MILLIS / threads.size() + 1);
		}
		List<Thread> alive = threads.stream().filter(Thread::isAlive).toList();
		AssertionError error = new AssertionError("The isolation check got stuck: "
				+ alive.stream().map(Thread::getName).collect(Collectors.joining(", ", "thread ", ""))
				+ " did not finish within " + this.patienceMillis
				+ " ms. Does the code under test wait for something that this many contexts or requests cannot have "
				+ "at once, such as connections of a pool? Then check with fewer.");
		for (Thread thread : alive) {
			Throwable where = new Throwable("Where " + thread.getName() + " is");
			where.setStackTrace(thread.getStackTrace());
			error.addSuppressed(where);
			thread.interrupt();
		}
		return error;
	}

	/**
	 * Wait for all the other threads to come here.
	 * @return whether they came
	 */
	boolean meet() {
		try {
			this.barrier.await(this.patienceMillis, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			return false;
		}
	}

	/**
	 * Which of so many tasks a thread does.
	 */
	int[] share(int thread, int tasks) {
		int[] share = new int[(tasks - thread + size() - 1) / size()];
		Arrays.setAll(share, (i) -> thread + i * size());
		return share;
	}

}
