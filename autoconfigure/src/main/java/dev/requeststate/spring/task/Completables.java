package dev.requeststate.spring.task;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.concurrent.FutureUtils;

/**
 * Submits tasks whose {@link CompletableFuture} does not know them: cancelling it cancels
 * the task as well, so that a task that has not begun gives its lease back at once.
 */
final class Completables {

	private Completables() {
	}

	static CompletableFuture<Void> submit(Runnable task, Function<Runnable, Future<?>> executor) {
		Submission submission = new Submission(executor);
		return submission.follow(CompletableFuture.runAsync(task, submission));
	}

	static <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task,
			Function<Runnable, Future<?>> executor) {
		Submission submission = new Submission(executor);
		return submission.follow(FutureUtils.callAsync(task, submission));
	}

	private static final class Submission implements Executor {

		private final Function<Runnable, Future<?>> executor;

		private @Nullable Future<?> submitted;

		Submission(Function<Runnable, Future<?>> executor) {
			this.executor = executor;
		}

		@Override
		public void execute(Runnable command) {
			this.submitted = this.executor.apply(command);
		}

		<T extends @Nullable Object> CompletableFuture<T> follow(CompletableFuture<T> future) {
			Future<?> submitted = this.submitted;
			if (submitted != null) {
				future.whenComplete((result, failure) -> {
					if (future.isCancelled()) {
						submitted.cancel(false);
					}
				});
			}
			return future;
		}

	}

}
