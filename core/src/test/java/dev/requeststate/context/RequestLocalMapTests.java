package dev.requeststate.context;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of a request by key.
 */
class RequestLocalMapTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final RequestLocalMap<String, String> books = RequestLocalMap.ofKind("map", "books", CacheRole.STATE);

	@Test
	void eachContextHasItsOwnValues() {
		this.factory.run("first", () -> {
			assertThat(this.books.isUsed()).isFalse();
			assertThat(this.books.get("a")).isNull();
			this.books.put("a", "first");
			this.books.put("b", "other");
			assertThat(this.books.get("a")).isEqualTo("first");
			assertThat(this.books.isUsed()).isTrue();
			this.factory.run("second", () -> assertThat(this.books.get("a")).isNull());
			this.books.put("a", "replaced");
			assertThat(this.books.get("a")).isEqualTo("replaced");
			assertThat(this.books.get("b")).isEqualTo("other");
		});
	}

	@Test
	void isUsedNowhereOutsideOfARequestAndEverythingElseIsAnError() {
		assertThat(this.books.isUsed()).isFalse();
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.books.get("a"))
			.withMessageContaining("map 'books'");
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.books.put("a", "value"));
		assertThatExceptionOfType(NoRequestContextException.class)
			.isThrownBy(() -> this.books.computeIfAbsent("a", () -> "value"));
	}

	@Test
	void threadsOfOneRequestMakeAValueOnce() throws Throwable {
		AtomicInteger made = new AtomicInteger();
		CountDownLatch making = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		try (Workers workers = new Workers(); Lease lease = this.factory.open(() -> "request")) {
			Future<String> maker = workers.start("maker", () -> lease.call(() -> this.books.computeIfAbsent("a", () -> {
				making.countDown();
				await(waiting);
				return "made " + made.incrementAndGet();
			})));
			await(making);
			Future<String> waiter = workers.start("waiter",
					() -> lease.call(() -> this.books.computeIfAbsent("a", () -> "again " + made.incrementAndGet())));
			Awaitility.await().until(() -> workers.thread(1).getState() == Thread.State.TIMED_WAITING);
			// Another key waits for nobody.
			assertThat(lease.<String, RuntimeException>call(() -> this.books.computeIfAbsent("b", () -> "b")))
				.isEqualTo("b");
			waiting.countDown();
			assertThat(Workers.result(maker)).isEqualTo("made 1");
			assertThat(Workers.result(waiter)).isEqualTo("made 1");
		}
	}

	@Test
	void isCalledByItsKindAndItsName() {
		assertThat(this.books).hasToString("map 'books'");
	}

	@Test
	void aFailureLeavesNothing() {
		this.factory.run("request", () -> {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> this.books.computeIfAbsent("a", () -> {
					throw new IllegalStateException("on purpose");
				}))
				.withMessage("on purpose");
			assertThat(this.books.get("a")).isNull();
			assertThat(this.books.computeIfAbsent("a", () -> "made")).isEqualTo("made");
		});
	}

	@Test
	void aValueThatNeedsItselfIsACircleAndAnotherKeyIsNot() {
		this.factory.run("request", () -> {
			assertThat(this.books.computeIfAbsent("a", () -> "a" + this.books.computeIfAbsent("b", () -> "b")))
				.isEqualTo("ab");
			assertThatExceptionOfType(CircularCreationException.class)
				.isThrownBy(() -> this.books.computeIfAbsent("c",
						() -> this.books.computeIfAbsent("d", () -> this.books.computeIfAbsent("c", () -> "never"))))
				.withMessageContaining("an entry of map 'books' (made on thread '" + Thread.currentThread().getName()
						+ "') -> an entry of map 'books'")
				.withMessageNotContainingAny("'c'", "'d'");
		});
	}

	@Test
	void aLocalIsPartOfACircle() {
		AtomicInteger asked = new AtomicInteger();
		RequestLocal<String> local = RequestLocal.withInitial("local",
				() -> this.books.computeIfAbsent("a", () -> "never " + asked.incrementAndGet()));
		this.factory.run("request",
				() -> assertThatExceptionOfType(CircularCreationException.class)
					.isThrownBy(() -> this.books.computeIfAbsent("a", local::get))
					.withMessageContaining("request local 'local'"));
		assertThat(asked).hasValue(0);
	}

	@Test
	void whatIsRemovedWhileItIsMadeIsNotKept() {
		this.factory.run("request", () -> {
			assertThat(this.books.computeIfAbsent("a", () -> {
				assertThat(this.books.remove("a")).isFalse();
				return "stale";
			})).isEqualTo("stale");
			assertThat(this.books.get("a")).isNull();
			assertThat(this.books.computeIfAbsent("a", () -> {
				assertThat(this.books.removeIf((key) -> true)).isFalse();
				return "stale";
			})).isEqualTo("stale");
			assertThat(this.books.get("a")).isNull();
		});
	}

	@Test
	void removesWhatIsAskedFor() {
		this.factory.run("request", () -> {
			this.books.put("a", "1");
			this.books.put("b", "2");
			this.books.put("c", "3");
			this.books.remove("a", "other");
			assertThat(this.books.get("a")).isEqualTo("1");
			this.books.remove("a", "1");
			assertThat(this.books.get("a")).isNull();
			assertThat(this.books.remove("a")).isFalse();
			assertThat(this.books.remove("b")).isTrue();
			assertThat(this.books.removeIf("c"::equals)).isTrue();
			assertThat(this.books.get("c")).isNull();
		});
	}

	@Test
	void workForAKeyMustNotWaitForIt() {
		this.factory.run("request", () -> {
			AtomicReference<Frame> work = new AtomicReference<>();
			this.books.computeIfAbsent("a", () -> {
				work.set(Frame.here());
				this.books.refuseCircle("b");
				return "complete later";
			});
			this.books.refuseCircle("a");
			try (Binding later = work.get().reopen()) {
				assertThatExceptionOfType(CircularCreationException.class)
					.isThrownBy(() -> this.books.refuseCircle("a"))
					.withMessageContaining("an entry of map 'books'");
			}
		});
	}

	@Test
	void aValueThatComesAfterTheCloseIsNotKept() throws Throwable {
		CountDownLatch making = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		try (Workers workers = new Workers()) {
			Lease lease = this.factory.open(() -> "request");
			Future<String> late = workers.start("late", () -> lease.call(() -> this.books.computeIfAbsent("a", () -> {
				making.countDown();
				await(closed);
				return "late";
			})));
			await(making);
			lease.close();
			closed.countDown();
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(() -> Workers.result(late))
				.withMessageContaining("make a value for an entry of map 'books'");
			assertThatExceptionOfType(RequestContextClosedException.class)
				.isThrownBy(() -> lease.run(() -> this.books.put("a", "late")));
		}
	}

	@Test
	void insideAnOverrideTheValuesAreTheRequestsOwn() {
		RequestLocal<String> user = RequestLocal.named("user");
		this.factory.run("request", () -> {
			user.set("ada");
			RequestContext.current().with(user, "bob").run(() -> this.books.computeIfAbsent("a", user::get));
			assertThat(this.books.get("a")).isEqualTo("ada");
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
