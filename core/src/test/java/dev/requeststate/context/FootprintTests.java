package dev.requeststate.context;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What open contexts take of the heap, beyond their values.
 */
class FootprintTests {

	private static final int CONTEXTS = 100_000;

	private static final int LIMIT = 400;

	// Each with a name of its own, which its context keeps.
	private static final int LIMIT_ON_VIRTUAL_THREADS = 480;

	private static final int REFERENCE = 4;

	private final List<RequestLocal<Object>> locals = locals();

	// Tests before this one have dropped thousands of locals, whose places are free only
	// when they are collected. The places of those that they keep are not.
	private static List<RequestLocal<Object>> locals() {
		Awaitility.await().until(() -> {
			System.gc();
			// The sixth one after it is in a table of sixteen.
			return RequestLocal.named("free").index() < 10;
		});
		return IntStream.range(0, 5).mapToObj((i) -> RequestLocal.named("local " + i)).toList();
	}

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	// For a table of eight: what other tests of this process keep makes it longer, by a
	// reference for each place.
	private long limit(int limit) {
		int highest = this.locals.get(this.locals.size() - 1).index();
		return limit + ((highest < 8) ? 0 : 8 * REFERENCE);
	}

	@Test
	void aHundredThousandOpenContextsTakeLessThanTheLimitEach() {
		List<Lease> open = new ArrayList<>(CONTEXTS);
		long before = usedHeap();
		for (int i = 0; i < CONTEXTS; i++) {
			Lease lease = this.factory.open(() -> "request");
			lease.run(this::setValues);
			open.add(lease);
		}
		// Contexts that stay open for long take more than young ones.
		this.factory.openContexts().review();
		long withContexts = usedHeap();
		open.forEach(Lease::close);
		assertThat(this.factory.closed()).isEqualTo(CONTEXTS);
		open.clear();
		// What came with them, or went with them: something else may have come or gone
		// meanwhile.
		assertThat(Math.min(withContexts - before, withContexts - usedHeap()) / CONTEXTS).isBetween(100L, limit(LIMIT));
	}

	// The threads stay as they are while their contexts go.
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads before JDK 21")
	void soDoThoseOfAHundredThousandVirtualThreads() throws Exception {
		Lease[] leases = new Lease[CONTEXTS];
		CountDownLatch opened = new CountDownLatch(CONTEXTS);
		CountDownLatch end = new CountDownLatch(1);
		ExecutorService threads = virtualThreads();
		try {
			for (int i = 0; i < CONTEXTS; i++) {
				int index = i;
				threads.execute(() -> {
					leases[index] = this.factory.open(() -> "request");
					leases[index].run(this::setValues);
					opened.countDown();
					await(end);
				});
			}
			await(opened);
			this.factory.openContexts().review();
			long withContexts = usedHeap();
			for (int i = 0; i < CONTEXTS; i++) {
				leases[i].close();
				leases[i] = null;
			}
			assertThat((withContexts - usedHeap()) / CONTEXTS).isBetween(100L, limit(LIMIT_ON_VIRTUAL_THREADS));
		}
		finally {
			end.countDown();
			threads.shutdown();
		}
	}

	private void setValues() {
		for (RequestLocal<Object> local : this.locals) {
			// The same value for all: what counts is what the context adds to it.
			local.set(this.locals);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Executors.newVirtualThreadPerTaskExecutor(), JDK 21.
	private static ExecutorService virtualThreads()
			throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
		return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
	}

	// The least of a few, since there are threads of other tests that leave garbage.
	private static long usedHeap() {
		Runtime runtime = Runtime.getRuntime();
		return LongStream.range(0, 5).map((i) -> {
			System.gc();
			return runtime.totalMemory() - runtime.freeMemory();
		}).min().orElseThrow();
	}

}
