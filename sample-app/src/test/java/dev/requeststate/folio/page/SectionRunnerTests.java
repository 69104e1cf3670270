package dev.requeststate.folio.page;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SectionRunner}.
 */
@Timeout(30)
class SectionRunnerTests {

	private final SectionRunner runner = new SectionRunner(new SimpleAsyncTaskExecutor("test-"));

	@Test
	void partsRunAtTheSameTimeInTheOneContextAndComeBackInOrder() {
		CyclicBarrier all = new CyclicBarrier(3);
		RequestContext.run("test", () -> {
			String id = RequestContext.current().id();
			Supplier<String> part = () -> {
				await(all);
				return RequestContext.current().id();
			};
			assertThat(this.runner.run(List.of(part, part, part))).containsOnly(id).hasSize(3);
			assertThat(this.runner.run(List.of(() -> 1, () -> 2, () -> 3))).containsExactly(1, 2, 3);
		});
	}

	@Test
	void failureOfAPartIsThrownAsItWasWhenTheOthersHaveEnded() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch failing = new CountDownLatch(1);
		AtomicBoolean otherEnded = new AtomicBoolean();
		IllegalArgumentException failure = new IllegalArgumentException("on purpose");
		RequestContext.run("test", () -> assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.runner.run(List.of(() -> {
				begun.countDown();
				await(failing);
				// Ends after the other part has failed, as far as a thread can.
				Thread.yield();
				otherEnded.set(true);
				return "";
			}, () -> {
				// What has not begun by now would be skipped.
				await(begun);
				failing.countDown();
				throw failure;
			})))
			.isSameAs(failure));
		assertThat(otherEnded).isTrue();
	}

	@Test
	void partsThatHaveNotBegunWhenOneFailsAreSkipped() {
		AtomicInteger begun = new AtomicInteger();
		SectionRunner oneByOne = new SectionRunner(Runnable::run);
		RequestContext.run("test", () -> assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> oneByOne.run(List.of(begun::incrementAndGet, () -> {
				throw new IllegalStateException("on purpose");
			}, begun::incrementAndGet))));
		assertThat(begun).hasValue(1);
	}

	@Test
	void contextClosesOnceThePartsHaveEndedEvenWhenOneWasRefused() {
		AtomicInteger accepted = new AtomicInteger();
		Executor small = (task) -> {
			if (accepted.incrementAndGet() > 2) {
				throw new RejectedExecutionException("full");
			}
			new Thread(task).start();
		};
		AtomicReference<RequestContext> context = new AtomicReference<>();
		RequestContext.run("test", () -> {
			context.set(RequestContext.current());
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> new SectionRunner(small).run(List.of(() -> 1, () -> 2, () -> 3, () -> 4)));
		});
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !context.get().isOpen());
	}

	@Test
	void interruptedPageStillWaitsForItsPartsAndStaysInterrupted() {
		CountDownLatch interrupted = new CountDownLatch(1);
		RequestContext.run("test", () -> {
			Thread page = Thread.currentThread();
			assertThat(this.runner.run(List.of(() -> {
				page.interrupt();
				interrupted.countDown();
				return 1;
			}, () -> {
				await(interrupted);
				return 2;
			}))).containsExactly(1, 2);
			assertThat(Thread.interrupted()).isTrue();
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
