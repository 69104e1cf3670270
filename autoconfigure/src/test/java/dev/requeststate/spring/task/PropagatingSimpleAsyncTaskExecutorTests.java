package dev.requeststate.spring.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PropagatingSimpleAsyncTaskExecutorTests {

	private final PropagatingSimpleAsyncTaskExecutor executor = new PropagatingSimpleAsyncTaskExecutor();

	@Test
	void aTaskHasTheRequestAndKeepsItOpenUntilItEnds() throws Exception {
		OpenRequest request = new OpenRequest();
		CountDownLatch ended = new CountDownLatch(1);
		CompletableFuture<Boolean> executed = new CompletableFuture<>();
		CompletableFuture<Boolean> submitted = new CompletableFuture<>();
		CompletableFuture<CompletableFuture<Boolean>> completable = new CompletableFuture<>();
		request.run(() -> {
			this.executor.execute(() -> {
				await(ended);
				executed.complete(request.isHere());
			});
			this.executor.submit(() -> submitted.complete(request.isHere()));
			completable.complete(this.executor.submitCompletable(request::isHere));
		});
		request.close();
		ended.countDown();
		assertThat(executed.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(submitted.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(completable.get().get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	@Test
	void aTaskFromOutsideOfRequestsHasNone() throws Exception {
		assertThat(this.executor.submit(() -> RequestContext.currentOrNull() == null).get(10, TimeUnit.SECONDS))
			.isTrue();
	}

	@Test
	void aTaskThatIsRejectedHasNoLease() {
		this.executor.close();
		OpenRequest request = new OpenRequest();
		request.run(() -> assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> this.executor.submit(() -> null)));
		request.endsAtOnce();
	}

	@Test
	void aTaskBeyondTheLimitHasNoLease() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.executor.setConcurrencyLimit(1);
		this.executor.setRejectTasksWhenLimitReached(true);
		this.executor.execute(() -> await(release));
		OpenRequest request = new OpenRequest();
		request.run(() -> assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> this.executor.submit(() -> null)));
		request.endsAtOnce();
		release.countDown();
	}

	@Test
	void aTaskThatGetsNoThreadGivesItsLeaseBackAtOnce() {
		this.executor.setThreadFactory((task) -> {
			throw new IllegalStateException("no thread");
		});
		OpenRequest request = new OpenRequest();
		request.run(() -> assertThatIllegalStateException().isThrownBy(() -> this.executor.execute(() -> {
		})));
		request.endsAtOnce();
	}

	@Test
	void aTaskThatIsCancelledBeforeItBeginsGivesItsLeaseBackAsItsThreadBegins() throws Exception {
		CompletableFuture<Thread> threads = new CompletableFuture<>();
		this.executor.setThreadFactory((task) -> {
			Thread late = new Thread(task);
			threads.complete(late);
			return new Thread(() -> {
			});
		});
		OpenRequest request = new OpenRequest();
		request.run(() -> this.executor.submit(() -> null).cancel(true));
		assertThat(request.leases()).isEqualTo(1);
		threads.get().start();
		threads.get().join();
		request.endsAtOnce();
	}

	@Test
	void aTaskThatIsDroppedWhenTheExecutorIsClosedGivesItsLeaseBack() throws Exception {
		CompletableFuture<Thread> threads = new CompletableFuture<>();
		this.executor.setCancelRemainingTasksOnClose(true);
		this.executor.setThreadFactory((task) -> {
			Thread late = new Thread(task);
			late.setUncaughtExceptionHandler((thread, failure) -> {
			});
			threads.complete(late);
			return new Thread(() -> {
			});
		});
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> ran = new CompletableFuture<>();
		request.run(() -> this.executor.execute(() -> ran.complete(true)));
		this.executor.close();
		threads.get().start();
		threads.get().join();
		assertThat(ran).isNotDone();
		request.endsAtOnce();
	}

	@Test
	void whatADecoratorMakesOfATaskRunsInTheRequest() throws Exception {
		OpenRequest request = new OpenRequest();
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		this.executor.setTaskDecorator((task) -> () -> seen.complete(request.isHere()));
		request.run(() -> this.executor.execute(() -> {
		}));
		assertThat(seen.get(10, TimeUnit.SECONDS)).isTrue();
		request.endsSoon();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
