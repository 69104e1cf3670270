package dev.requeststate.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A value that many threads of one request ask for at once.
 */
class MadeOnceTests {

	private static final int THREADS = 64;

	private static final int ROUNDS = 15;

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	@Test
	void manyThreadsAtOnceGetOneInstance() throws Throwable {
		race((work) -> {
			FutureTask<Object> task = new FutureTask<>(work);
			new Thread(task).start();
			return task;
		});
	}

	@Test
	void manyVirtualThreadsAtOnceGetOneInstanceWhereTheJdkHasThem() throws Throwable {
		if (Runtime.version().feature() < 21) {
			assertThatExceptionOfType(NoSuchMethodException.class)
				.isThrownBy(() -> Thread.class.getMethod("startVirtualThread", Runnable.class));
			return;
		}
		race((work) -> {
			FutureTask<Object> task = new FutureTask<>(work);
			Object thread = Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
			assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
			return task;
		});
	}

	private void race(Starter starter) throws Throwable {
		for (int round = 0; round < ROUNDS; round++) {
			AtomicInteger made = new AtomicInteger();
			AtomicInteger destroyed = new AtomicInteger();
			RequestLocal<Object> local = RequestLocal.withInitial("local", () -> {
				made.incrementAndGet();
				Thread.yield();
				return new Object();
			}, (value) -> destroyed.incrementAndGet());
			CyclicBarrier together = new CyclicBarrier(THREADS);
			Lease own = this.factory.open(() -> "race");
			List<Future<Object>> readers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Lease lease = own.context().lease();
				readers.add(starter.start(() -> {
					together.await(20, TimeUnit.SECONDS);
					try (lease; Binding binding = lease.bind()) {
						return local.get();
					}
				}));
			}
			own.close();
			Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
			for (Future<Object> reader : readers) {
				seen.add(Workers.result(reader));
			}
			assertThat(seen).hasSize(1);
			assertThat(made).hasValue(1);
			Awaitility.await().untilAsserted(() -> assertThat(this.factory.closed()).isEqualTo(this.factory.opened()));
			assertThat(destroyed).hasValue(1);
		}
	}

	@Test
	void aFailureReachesEverybodyWhoWaitsAndTheNextReadTriesAgain() throws Exception {
		CountDownLatch beingMade = new CountDownLatch(1);
		CountDownLatch allWait = new CountDownLatch(1);
		AtomicInteger attempts = new AtomicInteger();
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			if (attempts.incrementAndGet() > 1) {
				return "second";
			}
			beingMade.countDown();
			try {
				assertThat(allWait.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
			throw new IllegalStateException("first");
		});
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "failing")) {
			Callable<String> read = () -> {
				try (Binding binding = lease.bind()) {
					return local.get();
				}
			};
			List<Future<String>> readers = new ArrayList<>();
			readers.add(workers.start("maker", read));
			assertThat(beingMade.await(20, TimeUnit.SECONDS)).isTrue();
			for (int i = 1; i <= 8; i++) {
				readers.add(workers.start("waiter " + i, read));
				Thread waiter = workers.thread(i);
				Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
			}
			allWait.countDown();
			Set<@Nullable Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());
			for (Future<String> reader : readers) {
				failures.add(Workers.failure(reader));
			}
			assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
			assertThat(attempts).hasValue(1);
			try (Binding binding = lease.bind()) {
				assertThat(local.get()).isEqualTo("second");
			}
		}
	}

	@Test
	void noLockIsHeldWhileAValueIsMade() throws Throwable {
		RequestLocal<String> other = RequestLocal.withInitial("other", () -> "made");
		try (Workers workers = new Workers()) {
			RequestLocal<String> slow = RequestLocal.withInitial("slow", () -> {
				Lease lease = RequestContext.current().lease();
				try {
					return "with other " + Workers.result(workers.start("other", () -> {
						try (lease; Binding binding = lease.bind()) {
							return other.get();
						}
					}));
				}
				catch (Throwable ex) {
					throw new AssertionError(ex);
				}
			});
			this.factory.run("locks", () -> assertThat(slow.get()).isEqualTo("with other made"));
		}
	}

	@Test
	void aValueSetWhileAnotherIsBeingMadeIsTheOneThatStays() throws Throwable {
		List<String> destroyed = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch beingMade = new CountDownLatch(1);
		CountDownLatch set = new CountDownLatch(1);
		RequestLocal<String> local = RequestLocal.withInitial("local", () -> {
			beingMade.countDown();
			try {
				assertThat(set.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
			return "made";
		}, destroyed::add);
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "set meanwhile")) {
			Future<String> maker = workers.start("maker", () -> {
				try (Binding binding = lease.bind()) {
					return local.get();
				}
			});
			assertThat(beingMade.await(20, TimeUnit.SECONDS)).isTrue();
			try (Binding binding = lease.bind()) {
				local.set("set");
				assertThat(local.get()).isEqualTo("set");
			}
			set.countDown();
			assertThat(Workers.result(maker)).isEqualTo("set");
			assertThat(destroyed).containsExactly("made");
		}
		assertThat(destroyed).containsExactly("made", "set");
	}

	@FunctionalInterface
	private interface Starter {

		Future<Object> start(Callable<Object> work) throws Exception;

	}

}
