package dev.requeststate.spring.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.requeststate.context.RequestContext;
import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * A pool of one thread with room for one waiting task, with and without a decorator of
 * the application's own.
 */
class PropagatingThreadPoolTaskExecutorTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<ThreadPoolTaskExecutor> executors = new ArrayList<>();

	@AfterEach
	void stop() {
		this.release.countDown();
		this.executors.forEach(ThreadPoolTaskExecutor::shutdown);
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskHasTheRequestAndKeepsItOpenUntilItEnds(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = executor(decorated, null);
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		request.run(() -> submission.apply(executor, () -> {
			this.release.await();
			seen.complete(request.isHere());
			return null;
		}));
		request.close();
		assertThat(request.context().isOpen()).isTrue();
		this.release.countDown();
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskFromOutsideOfRequestsHasNone(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = executor(decorated, null);
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		submission.apply(executor, () -> seen.complete(RequestContext.currentOrNull() == null));
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskThatIsRejectedGivesItsLeaseBackAtOnce(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = fullExecutor(decorated, null);
		OpenRequest request = new OpenRequest();
		request.run(() -> assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> submission.apply(executor, () -> null)));
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskGivenToAnExecutorThatIsShutDownGivesItsLeaseBackAtOnce(boolean decorated, Submission submission) {
		ThreadPoolTaskExecutor executor = executor(decorated, null);
		executor.shutdown();
		OpenRequest request = new OpenRequest();
		request.run(() -> assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> submission.apply(executor, () -> null)));
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskThatIsDroppedByAPolicyGivesItsLeaseBackAtOnce(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = fullExecutor(decorated, new ThreadPoolExecutor.DiscardPolicy());
		OpenRequest request = new OpenRequest();
		request.run(() -> submission.apply(executor, () -> null));
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskThatIsDroppedForANewerOneGivesItsLeaseBackAtOnce(boolean decorated, Submission submission)
			throws Exception {
		ThreadPoolTaskExecutor executor = busyExecutor(decorated, new ThreadPoolExecutor.DiscardOldestPolicy());
		OpenRequest older = new OpenRequest();
		OpenRequest newer = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		older.run(() -> submission.apply(executor, () -> null));
		assertThat(older.leases()).isEqualTo(1);
		newer.run(() -> submission.apply(executor, () -> seen.complete(newer.isHere())));
		older.endsAtOnce();
		this.release.countDown();
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		newer.endsSoon();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskThatItsCallerRunsHasTheRequest(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = fullExecutor(decorated, new ThreadPoolExecutor.CallerRunsPolicy());
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		request.run(() -> submission.apply(executor, () -> seen.complete(request.isHere())));
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskThatTheCallerWouldRunAfterTheShutdownGivesItsLeaseBackAtOnce(boolean decorated, Submission submission) {
		ThreadPoolTaskExecutor executor = executor(decorated, new ThreadPoolExecutor.CallerRunsPolicy());
		executor.shutdown();
		OpenRequest request = new OpenRequest();
		request.run(() -> submission.apply(executor, () -> null));
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aHandlerThatDropsTasksGivesTheirLeasesBackByHand(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = fullExecutor(decorated, (task, pool) -> Propagating.discard(task));
		OpenRequest request = new OpenRequest();
		request.run(() -> submission.apply(executor, () -> null));
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToCancel")
	void aTaskThatIsCancelledBeforeItBeginsGivesItsLeaseBackAtOnce(boolean decorated, Submission submission)
			throws Exception {
		ThreadPoolTaskExecutor executor = busyExecutor(decorated, null);
		OpenRequest request = new OpenRequest();
		request.run(() -> {
			Future<?> future = submission.apply(executor, () -> null);
			assertThat(future).isNotNull();
			assertThat(request.leases()).isEqualTo(1);
			future.cancel(false);
		});
		request.endsAtOnce();
	}

	@ParameterizedTest
	@MethodSource("waysToCancel")
	void aTaskThatIsCancelledAtWorkKeepsItsRequestUntilItEnds(boolean decorated, Submission submission)
			throws Exception {
		ThreadPoolTaskExecutor executor = executor(decorated, null);
		OpenRequest request = new OpenRequest();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		request.run(() -> {
			Future<?> future = submission.apply(executor, () -> {
				begun.countDown();
				this.release.await();
				return seen.complete(request.isHere());
			});
			await(begun);
			assertThat(future).isNotNull();
			future.cancel(false);
			assertThat(request.leases()).isEqualTo(1);
		});
		request.close();
		this.release.countDown();
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	@ParameterizedTest
	@MethodSource("waysToSubmit")
	void aTaskThatWaitsAtTheShutdownGivesItsLeaseBack(boolean decorated, Submission submission) throws Exception {
		ThreadPoolTaskExecutor executor = busyExecutor(decorated, null);
		OpenRequest request = new OpenRequest();
		request.run(() -> submission.apply(executor, () -> null));
		assertThat(request.leases()).isEqualTo(1);
		executor.shutdown();
		request.endsAtOnce();
	}

	@Test
	void aFutureThatWaitsAtTheShutdownIsCancelledUnderItsDecoratorToo() throws Exception {
		ThreadPoolTaskExecutor executor = busyExecutor(true, null);
		Future<?> future = executor.submit(() -> null);
		executor.shutdown();
		assertThat(future.isCancelled()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theLeaseIsHeldByTheTasksClass(boolean decorated) throws Exception {
		ThreadPoolTaskExecutor executor = busyExecutor(decorated, null);
		OpenRequest request = new OpenRequest();
		request.run(() -> executor.submit(new NamedTask()));
		assertThat(request.holders()).containsExactly(NamedTask.class);
	}

	@Test
	void whatADecoratorMakesOfATaskRunsInTheRequest() throws Exception {
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		PropagatingThreadPoolTaskExecutor executor = new PropagatingThreadPoolTaskExecutor();
		executor.setTaskDecorator((task) -> () -> {
			seen.complete(request.isHere());
			task.run();
		});
		start(executor);
		request.run(() -> executor.execute(() -> {
		}));
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	@Test
	void aDecoratorIsGivenTheTaskItself() throws Exception {
		List<Runnable> given = new ArrayList<>();
		PropagatingThreadPoolTaskExecutor executor = new PropagatingThreadPoolTaskExecutor();
		executor.setTaskDecorator((task) -> {
			given.add(task);
			return task;
		});
		start(executor);
		Runnable task = () -> {
		};
		executor.execute(task);
		Future<?> future = executor.submit(task);
		future.get(10, TimeUnit.SECONDS);
		assertThat(given).containsExactly(task, (Runnable) future);
	}

	@Test
	void aPlainExecutorWithADecoratorOfThisKindKeepsTheRequestOfACancelledTaskOpen() throws Exception {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setTaskDecorator(Propagating::runnable);
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		start(executor);
		occupy(executor);
		OpenRequest request = new OpenRequest();
		request.run(() -> executor.submit(() -> null).cancel(false));
		request.close();
		assertThat(request.context().isOpen()).isTrue();
	}

	private static Stream<Arguments> waysToSubmit() {
		return Stream.of(true, false)
			.flatMap((decorated) -> Stream
				.of(argumentSet("execute, decorated " + decorated, decorated, (Submission) (executor, task) -> {
					executor.execute(runnable(task));
					return null;
				}), argumentSet("submit runnable, decorated " + decorated, decorated,
						(Submission) (executor, task) -> executor.submit(runnable(task))),
						argumentSet("submit callable, decorated " + decorated, decorated,
								(Submission) ThreadPoolTaskExecutor::submit),
						argumentSet("submitCompletable runnable, decorated " + decorated, decorated,
								(Submission) (executor, task) -> executor.submitCompletable(runnable(task))),
						argumentSet("submitCompletable callable, decorated " + decorated, decorated,
								(Submission) ThreadPoolTaskExecutor::submitCompletable)));
	}

	private static Stream<Arguments> waysToCancel() {
		return waysToSubmit().filter((arguments) -> !((Arguments.ArgumentSet) arguments).getName().startsWith("exec"));
	}

	private static Runnable runnable(Callable<?> task) {
		return () -> {
			try {
				task.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	private ThreadPoolTaskExecutor executor(boolean decorated, @Nullable RejectedExecutionHandler handler) {
		PropagatingThreadPoolTaskExecutor executor = new PropagatingThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		executor.setQueueCapacity(1);
		if (decorated) {
			TaskDecorator decorator = (task) -> () -> task.run();
			executor.setTaskDecorator(decorator);
		}
		if (handler != null) {
			executor.setRejectedExecutionHandler(handler);
		}
		start(executor);
		return executor;
	}

	private void start(ThreadPoolTaskExecutor executor) {
		executor.initialize();
		this.executors.add(executor);
	}

	private ThreadPoolTaskExecutor busyExecutor(boolean decorated, @Nullable RejectedExecutionHandler handler)
			throws InterruptedException {
		ThreadPoolTaskExecutor executor = executor(decorated, handler);
		occupy(executor);
		return executor;
	}

	private ThreadPoolTaskExecutor fullExecutor(boolean decorated, @Nullable RejectedExecutionHandler handler)
			throws InterruptedException {
		ThreadPoolTaskExecutor executor = busyExecutor(decorated, handler);
		executor.execute(() -> {
		});
		return executor;
	}

	private void occupy(ThreadPoolTaskExecutor executor) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		executor.execute(() -> {
			begun.countDown();
			await(this.release);
		});
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@FunctionalInterface
	interface Submission extends BiFunction<ThreadPoolTaskExecutor, Callable<?>, @Nullable Future<?>> {

	}

	static class NamedTask implements Runnable {

		@Override
		public void run() {
		}

	}

}
