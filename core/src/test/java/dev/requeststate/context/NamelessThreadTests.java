package dev.requeststate.context;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages where a thread has no name, as virtual threads have none: it is described.
 */
class NamelessThreadTests {

	private final RequestContextFactory factory = RequestContextFactory.builder()
		.creationTimeout(Duration.ofMillis(20))
		.build();

	@Test
	void whereNoContextIsCurrent() throws Exception {
		assertThat(failureOnNamelessThread(RequestContext::current)).isInstanceOf(NoRequestContextException.class)
			.hasMessageContaining("on thread 'Thread[");
	}

	@Test
	void whereABindingIsClosedOnTheWrongThread() throws Exception {
		try (Lease lease = this.factory.open(() -> "nameless"); Binding binding = lease.bind()) {
			assertThat(failureOnNamelessThread(() -> {
				binding.close();
				return "closed";
			})).hasMessageContaining("closed on thread 'Thread[");
		}
	}

	@Test
	void whereAClosedContextIsUsed() throws Exception {
		Throwable failure = failureOnNamelessThread(
				() -> this.factory.call("nameless", RequestContext::current).lease());
		assertThat(failure)
			.hasMessageMatching(".*opened at .* on thread 'Thread\\[.*closed at .* on thread 'Thread\\[.*");
	}

	@Test
	void whereAValueNeedsItself() throws Exception {
		AtomicReference<Supplier<String>> read = new AtomicReference<>(() -> "");
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> read.get().get());
		read.set(local::get);
		assertThat(failureOnNamelessThread(() -> this.factory.call("nameless", local::get)))
			.isInstanceOf(CircularCreationException.class)
			.hasMessageContaining("made on thread 'Thread[");
	}

	@Test
	void whereAValueTakesTooLong() throws Exception {
		CountDownLatch beingMade = new CountDownLatch(1);
		CountDownLatch enough = new CountDownLatch(1);
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			beingMade.countDown();
			awaitQuietly(enough);
			return "made";
		});
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "nameless")) {
			FutureTask<String> task = new FutureTask<>(() -> {
				try (Binding binding = lease.bind()) {
					return local.get();
				}
			});
			workers.start(new Thread(task, ""), task);
			awaitQuietly(beingMade);
			try (Binding binding = lease.bind()) {
				assertThatExceptionOfType(CreationWaitException.class).isThrownBy(local::get)
					.withMessageContaining("thread 'Thread[");
			}
			enough.countDown();
		}
	}

	private static @Nullable Throwable failureOnNamelessThread(Supplier<?> work) throws Exception {
		try (Workers workers = new Workers()) {
			FutureTask<Object> task = new FutureTask<>(work::get);
			Future<?> future = workers.start(new Thread(task, ""), task);
			return Workers.failure(future);
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
