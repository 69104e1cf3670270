package dev.requeststate.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.ServletException;

/**
 * What many open requests cost, each and together; in a process of its own.
 * <p>
 * The heap is what is left of it after a collection, less what was left before any of
 * them was open, for each. The time of opening and closing one is measured while all the
 * others are open.
 */
final class OpenRequestsGrowth {

	private static final int WARM_UP = 200_000;

	private static final int BATCH = 20_000;

	private static final int BATCHES = 25;

	private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private OpenRequestsGrowth() {
	}

	/**
	 * Measure and print.
	 * @param arguments the kind of requests, and how many
	 * @throws Exception if a request fails
	 */
	public static void main(String[] arguments) throws Exception {
		int count = Integer.parseInt(arguments[1]);
		OpenRequests warmedUp = OpenRequests.named(arguments[0], 2);
		openAndClose(warmedUp, WARM_UP, 0);
		warmedUp.open(0);
		warmedUp.review();
		warmedUp.close(0);
		OpenRequests requests = OpenRequests.named(arguments[0], count + 1);
		measure(requests, count);
	}

	private static void measure(OpenRequests requests, int count) throws IOException, ServletException {
		long before = usedHeap();
		long allocated = THREADS.getCurrentThreadAllocatedBytes();
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			requests.open(i);
		}
		GrowthProcess.tell("open-nanos", (double) (System.nanoTime() - start) / count);
		GrowthProcess.tell("allocated-bytes", (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count);
		Checks.isTrue(requests.opened() == count, "They are not open");
		GrowthProcess.tell("heap-bytes", (double) (usedHeap() - before) / count);
		GrowthProcess.tell("open-and-close-nanos", openAndCloseNanos(requests, count));
		long reviewing = System.nanoTime();
		requests.review();
		GrowthProcess.tell("review-nanos", (double) (System.nanoTime() - reviewing) / count);
		GrowthProcess.tell("reviewed-heap-bytes", (double) (usedHeap() - before) / count);
		long closing = System.nanoTime();
		for (int i = 0; i < count; i++) {
			requests.close(i);
		}
		GrowthProcess.tell("close-nanos", (double) (System.nanoTime() - closing) / count);
		Checks.isTrue(requests.opened() == 0, "They are not closed");
		GrowthProcess.tell("left-heap-bytes", (double) (usedHeap() - before) / count);
	}

	private static double openAndCloseNanos(OpenRequests requests, int place) throws IOException, ServletException {
		openAndClose(requests, WARM_UP, place);
		double[] nanos = new double[BATCHES];
		for (int i = 0; i < BATCHES; i++) {
			long start = System.nanoTime();
			openAndClose(requests, BATCH, place);
			nanos[i] = (double) (System.nanoTime() - start) / BATCH;
		}
		// The median: a collection of a large heap falls into one batch.
		Arrays.sort(nanos);
		return nanos[BATCHES / 2];
	}

	private static void openAndClose(OpenRequests requests, int times, int place) throws IOException, ServletException {
		for (int i = 0; i < times; i++) {
			requests.open(place);
			requests.close(place);
		}
	}

	private static long usedHeap() {
		System.gc();
		System.gc();
		return MEMORY.getHeapMemoryUsage().getUsed();
	}

}
