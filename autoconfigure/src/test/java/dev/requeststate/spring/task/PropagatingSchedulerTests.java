package dev.requeststate.spring.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Both schedulers.
 */
class PropagatingSchedulerTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final List<Closing> schedulers = new ArrayList<>();

	@AfterEach
	void close() {
		this.schedulers.forEach(Closing::close);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDelayedTaskHasTheRequestAndKeepsItOpenUntilItEnds(Kind kind) throws Exception {
		TaskScheduler scheduler = start(kind);
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		request.run(() -> scheduler.schedule(() -> seen.complete(request.isHere()), Instant.now().plusMillis(50)));
		request.close();
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSubmittedTaskHasTheRequestAndKeepsItOpenUntilItEnds(Kind kind) throws Exception {
		AsyncTaskExecutor scheduler = (AsyncTaskExecutor) start(kind);
		OpenRequest request = new OpenRequest();
		CountDownLatch ended = new CountDownLatch(1);
		LinkedBlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
		request.run(() -> {
			scheduler.execute(() -> {
				await(ended);
				seen.add(request.isHere());
			});
			scheduler.submit(() -> seen.add(request.isHere()));
			scheduler.submitCompletable(() -> seen.add(request.isHere()));
		});
		request.close();
		ended.countDown();
		for (int i = 0; i < 3; i++) {
			assertThat(seen.poll(10, TimeUnit.SECONDS)).isTrue();
		}
		request.endsSoon();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDelayedTaskFromOutsideOfRequestsHasNone(Kind kind) throws Exception {
		TaskScheduler scheduler = start(kind);
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		scheduler.schedule(() -> seen.complete(RequestContext.currentOrNull() == null), Instant.now());
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDelayedTaskThatIsCancelledGivesItsLeaseBackAtOnce(Kind kind) {
		TaskScheduler scheduler = start(kind);
		OpenRequest request = new OpenRequest();
		request.run(() -> {
			Future<?> future = scheduler.schedule(() -> {
			}, Instant.now().plus(LONG));
			assertThat(request.leases()).isEqualTo(1);
			future.cancel(false);
			assertThat(future.isCancelled()).isTrue();
		});
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aDelayedTaskThatWaitsAtTheShutdownGivesItsLeaseBack(Kind kind) {
		TaskScheduler scheduler = start(kind);
		OpenRequest request = new OpenRequest();
		request.run(() -> scheduler.schedule(() -> {
		}, Instant.now().plus(LONG)));
		assertThat(request.leases()).isEqualTo(1);
		close();
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aTaskThatIsRejectedGivesItsLeaseBackAtOnce(Kind kind) {
		TaskScheduler scheduler = start(kind);
		close();
		OpenRequest request = new OpenRequest();
		request.run(() -> {
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> scheduler.schedule(() -> {
			}, Instant.now().plus(LONG)));
			assertThatExceptionOfType(TaskRejectedException.class)
				.isThrownBy(() -> ((AsyncTaskExecutor) scheduler).submit(() -> {
				}));
		});
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("periodic")
	void aTaskThatIsRunAgainAndAgainHasNoRequestAndHoldsNone(Kind kind, Repetition repetition) throws Exception {
		TaskScheduler scheduler = start(kind);
		OpenRequest request = new OpenRequest();
		LinkedBlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
		List<Future<?>> repeated = new ArrayList<>();
		request.run(() -> {
			Future<?> future = repetition.apply(scheduler, () -> seen.add(RequestContext.currentOrNull() == null));
			assertThat(future).isNotNull();
			repeated.add(future);
		});
		request.endsAtOnce();
		for (int i = 0; i < 3; i++) {
			assertThat(seen.poll(10, TimeUnit.SECONDS)).isTrue();
		}
		repeated.get(0).cancel(false);
	}

	@Test
	void tasksThatAreDueAtOnceKeepTheirOrder() throws Exception {
		AsyncTaskExecutor scheduler = (AsyncTaskExecutor) start(Kind.POOL);
		LinkedBlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
		IntStream.range(0, 1000).forEach((i) -> scheduler.execute(() -> seen.add(i)));
		for (int i = 0; i < 1000; i++) {
			assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
		}
	}

	@Test
	void aCancelledTaskIsRemovedWhereThatIsThePolicy() {
		PropagatingThreadPoolTaskScheduler scheduler = new PropagatingThreadPoolTaskScheduler();
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.initialize();
		this.schedulers.add(scheduler::shutdown);
		Future<?> future = scheduler.schedule(() -> {
		}, Instant.now().plus(LONG));
		assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).hasSize(1);
		future.cancel(false);
		assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
	}

	@Test
	void whatADecoratorMakesOfATaskRunsInTheRequest() throws Exception {
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		PropagatingThreadPoolTaskScheduler scheduler = new PropagatingThreadPoolTaskScheduler();
		scheduler.setTaskDecorator((task) -> () -> seen.complete(request.isHere()));
		scheduler.initialize();
		this.schedulers.add(scheduler::shutdown);
		request.run(() -> scheduler.schedule(() -> {
		}, Instant.now()));
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	@Test
	void anotherExecutorMayRunWhatIsScheduled() throws Exception {
		var pool = Executors.newSingleThreadExecutor();
		this.schedulers.add(pool::shutdown);
		PropagatingSimpleAsyncTaskScheduler scheduler = new PropagatingSimpleAsyncTaskScheduler();
		scheduler.setTargetTaskExecutor(pool);
		this.schedulers.add(scheduler::close);
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		request.run(() -> scheduler.schedule(() -> seen.complete(request.isHere()), Instant.now()));
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	private TaskScheduler start(Kind kind) {
		if (kind == Kind.POOL) {
			PropagatingThreadPoolTaskScheduler scheduler = new PropagatingThreadPoolTaskScheduler();
			scheduler.initialize();
			this.schedulers.add(scheduler::shutdown);
			return scheduler;
		}
		PropagatingSimpleAsyncTaskScheduler scheduler = new PropagatingSimpleAsyncTaskScheduler();
		this.schedulers.add(scheduler::close);
		return scheduler;
	}

	private static Stream<Kind> kinds() {
		return Stream.of(Kind.values());
	}

	private static Stream<Arguments> periodic() {
		Duration often = Duration.ofMillis(5);
		return kinds().flatMap((kind) -> Stream.of(
				argumentSet(kind + ", rate", kind,
						(Repetition) (scheduler, task) -> scheduler.scheduleAtFixedRate(task, often)),
				argumentSet(kind + ", rate from", kind,
						(Repetition) (scheduler, task) -> scheduler.scheduleAtFixedRate(task, Instant.now(), often)),
				argumentSet(kind + ", delay", kind,
						(Repetition) (scheduler, task) -> scheduler.scheduleWithFixedDelay(task, often)),
				argumentSet(kind + ", delay from", kind,
						(Repetition) (scheduler, task) -> scheduler.scheduleWithFixedDelay(task, Instant.now(), often)),
				argumentSet(kind + ", trigger", kind,
						(Repetition) (scheduler, task) -> scheduler.schedule(task, new PeriodicTrigger(often)))));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	enum Kind {

		POOL, THREAD_PER_TASK

	}

	@FunctionalInterface
	interface Repetition extends BiFunction<TaskScheduler, Runnable, @Nullable Future<?>> {

	}

	@FunctionalInterface
	interface Closing {

		void close();

	}

}
