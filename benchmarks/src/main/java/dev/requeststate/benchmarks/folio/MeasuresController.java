package dev.requeststate.benchmarks.folio;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import com.sun.management.ThreadMXBean;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What this JVM knows of its own memory.
 */
@RestController
class MeasuresController {

	private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final LongSupplier allocated = totalOfJvm(this.threads);

	private final Map<Long, Long> allocatedByThread = new HashMap<>();

	/**
	 * The bytes that all threads have allocated so far. Before JDK 21 the JVM has no
	 * total: what a thread allocates between the last question and its end is missing
	 * there.
	 */
	@GetMapping("/measures/allocated")
	synchronized String allocated() {
		return Long.toString(this.allocated.getAsLong());
	}

	private LongSupplier totalOfJvm(ThreadMXBean threads) {
		try {
			var total = ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
			return () -> {
				try {
					return (long) total.invoke(threads);
				}
				catch (ReflectiveOperationException ex) {
					throw new IllegalStateException(ex);
				}
			};
		}
		catch (NoSuchMethodException ex) {
			return this::sumOfThreads;
		}
	}

	private long sumOfThreads() {
		long[] ids = this.threads.getAllThreadIds();
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		for (int i = 0; i < ids.length; i++) {
			// Minus one for a thread that has just ended.
			this.allocatedByThread.merge(ids[i], bytes[i], Math::max);
		}
		return this.allocatedByThread.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * The bytes of the heap that are in use after a full collection.
	 */
	@GetMapping("/measures/heap")
	String heap() {
		// The second one finds what the first has left to finalizers and cleaners.
		this.memory.gc();
		this.memory.gc();
		return Long.toString(this.memory.getHeapMemoryUsage().getUsed());
	}

}
