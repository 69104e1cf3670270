package dev.requeststate.benchmarks;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Threads that do the same at once, again and again. They wait at a barrier in between,
 * with whoever has them race.
 */
final class Racers implements AutoCloseable {

	private final CyclicBarrier start;

	private final CyclicBarrier end;

	private final Thread[] threads;

	private final int[] results;

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	// Written and read on either side of a barrier.
	private IntUnaryOperator work = (thread) -> thread;

	Racers(int threads) {
		this.start = new CyclicBarrier(threads + 1);
		this.end = new CyclicBarrier(threads + 1);
		this.results = new int[threads];
		this.threads = new Thread[threads];
		for (int i = 0; i < threads; i++) {
			int number = i;
			this.threads[i] = new Thread(null, () -> runRaces(number), "racer-" + i, 0, false);
			this.threads[i].setDaemon(true);
			this.threads[i].start();
		}
	}

	private void runRaces(int number) {
		try {
			while (true) {
				this.start.await();
				try {
					this.results[number] = this.work.applyAsInt(number);
				}
				catch (Throwable ex) {
					this.failure.set(ex);
				}
				this.end.await();
			}
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			// Closed: there are no more races.
		}
	}

	/**
	 * Have all threads do something, and wait for the last of them.
	 * @param work what they do, told the number of the thread that does it
	 * @return what each has returned; the next race overwrites it
	 */
	int[] race(IntUnaryOperator work) throws InterruptedException, BrokenBarrierException {
		this.work = work;
		this.start.await();
		this.end.await();
		Throwable failure = this.failure.get();
		if (failure != null) {
			throw new IllegalStateException("A thread failed", failure);
		}
		return this.results;
	}

	/**
	 * End the threads.
	 */
	@Override
	public void close() {
		for (Thread thread : this.threads) {
			thread.interrupt();
		}
	}

}
