package dev.requeststate;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;

/**
 * What an operation allocates on its thread, for each time that it runs: counted by the
 * JVM, byte by byte, and no matter of time.
 * <p>
 * What the interpreter allocates the compiler may spare, and when it has compiled an
 * operation is its own business. So an operation is repeated until it is within a limit,
 * for as long as anybody could have to wait for the compiler. One that allocates more
 * never is.
 */
public final class Allocation {

	private static final int RUNS = 10_000;

	private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Allocation() {
	}

	/**
	 * What an operation allocates, once it is no more than a limit, or what it still does
	 * after a minute.
	 * @param limit in bytes
	 * @param operation the operation
	 * @return bytes for each run, rounded down
	 */
	public static long settled(long limit, Runnable operation) {
		long start = System.nanoTime();
		long bytes;
		do {
			bytes = now(operation);
		}
		while (bytes > limit && System.nanoTime() - start < LONGEST_NANOS);
		return bytes;
	}

	/**
	 * What an operation allocates now.
	 * @param operation the operation
	 * @return bytes for each run, rounded down
	 */
	public static long now(Runnable operation) {
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < RUNS; i++) {
			operation.run();
		}
		return (threads.getCurrentThreadAllocatedBytes() - before) / RUNS;
	}

}
