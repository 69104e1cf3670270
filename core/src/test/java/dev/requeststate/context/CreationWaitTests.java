package dev.requeststate.context;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Waiting for a value that another thread makes: with a bound, and until interrupted.
 */
class CreationWaitTests {

	private final CountDownLatch beingMade = new CountDownLatch(1);

	private final CountDownLatch enough = new CountDownLatch(1);

	private final RequestLocal<String> slow = RequestLocal.withInitial("slow", this::makeSlowly);

	private String makeSlowly() {
		this.beingMade.countDown();
		try {
			assertThat(this.enough.await(20, TimeUnit.SECONDS)).isTrue();
			return "made";
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void aWaitEndsAfterTheCreationTimeoutWithTheMakersStackAsCause() throws Throwable {
		RequestContextFactory factory = RequestContextFactory.builder().creationTimeout(Duration.ofMillis(50)).build();
		try (Workers workers = new Workers(); Lease lease = factory.open(() -> "GET /slow")) {
			Future<String> maker = startMaker(workers, lease);
			try (Binding binding = lease.bind()) {
				assertThatExceptionOfType(CreationWaitException.class).isThrownBy(this.slow::get)
					.withMessageContainingAll("after 50 ms", "request local 'slow'", lease.context().id(),
							"(GET /slow)", "thread 'maker' is still making", "creation timeout")
					.havingCause()
					.withMessageContaining("thread 'maker'")
					.satisfies((cause) -> assertThat(Arrays.stream(cause.getStackTrace()))
						.anyMatch((frame) -> frame.getMethodName().equals("makeSlowly")));
				assertThat(this.slow.getIfPresent()).isNull();
			}
			this.enough.countDown();
			assertThat(Workers.result(maker)).isEqualTo("made");
			try (Binding binding = lease.bind()) {
				assertThat(this.slow.get()).isEqualTo("made");
			}
		}
		assertThat(factory.closed()).isOne();
	}

	@Test
	void aMakerThatGaveUpWaitingIsNoLongerPartOfACircle() throws Throwable {
		RequestContextFactory factory = RequestContextFactory.builder().creationTimeout(Duration.ofMillis(50)).build();
		RequestLocal<String> impatient = RequestLocal.withInitial("impatient", this.slow::get);
		try (Workers workers = new Workers(); Lease lease = factory.open(() -> "GET /slow")) {
			Future<String> maker = startMaker(workers, lease);
			try (Binding binding = lease.bind()) {
				for (int i = 0; i < 3; i++) {
					assertThatExceptionOfType(CreationWaitException.class).isThrownBy(impatient::get);
				}
			}
			this.enough.countDown();
			assertThat(Workers.result(maker)).isEqualTo("made");
			try (Binding binding = lease.bind()) {
				assertThat(impatient.get()).isEqualTo("made");
			}
		}
	}

	@Test
	void anInterruptedWaitIsAnErrorThatLeavesTheFlagSet() throws Throwable {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		try (Workers workers = new Workers(); Lease lease = factory.open(() -> "GET /slow")) {
			Future<String> maker = startMaker(workers, lease);
			Future<Boolean> waiter = workers.start("waiter", () -> {
				try (Binding binding = lease.bind()) {
					assertThatExceptionOfType(CreationWaitException.class).isThrownBy(this.slow::get)
						.withMessageContainingAll("Interrupted while waiting for request local 'slow'",
								"thread 'maker' is making")
						.withCauseInstanceOf(InterruptedException.class);
				}
				return Thread.currentThread().isInterrupted();
			});
			Awaitility.await().until(() -> workers.thread(1).getState() == Thread.State.TIMED_WAITING);
			workers.thread(1).interrupt();
			assertThat(Workers.result(waiter)).isTrue();
			this.enough.countDown();
			assertThat(Workers.result(maker)).isEqualTo("made");
		}
	}

	@Test
	void anInterruptedThreadReadsWhatIsThereAndMakesWhatIsNot() {
		RequestLocal<String> quick = RequestLocal.withInitial("quick", () -> "made");
		RequestContext.run("interrupted", () -> {
			Thread.currentThread().interrupt();
			try {
				assertThat(quick.get()).isEqualTo("made");
				assertThat(quick.get()).isEqualTo("made");
			}
			finally {
				assertThat(Thread.interrupted()).isTrue();
			}
		});
	}

	private Future<String> startMaker(Workers workers, Lease lease) throws InterruptedException {
		Future<String> maker = workers.start("maker", () -> {
			try (Binding binding = lease.bind()) {
				return this.slow.get();
			}
		});
		assertThat(this.beingMade.await(20, TimeUnit.SECONDS)).isTrue();
		return maker;
	}

}
