package dev.requeststate.folio.page;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

/**
 * Runs the parts of one request's page in parallel and waits for all of them. Each part
 * holds a lease on the request's context from its submission to its end.
 * <p>
 * When a part fails, those not yet begun are skipped and those running are waited for, so
 * that nothing works on for a page that nobody will see.
 */
final class SectionRunner {

	private final Executor executor;

	/**
	 * Create a runner.
	 * @param executor an executor that runs nothing that waits for parts; a page waiting
	 * for its parts on the threads that those need would wait for ever
	 */
	SectionRunner(Executor executor) {
		this.executor = Propagating.executor(executor);
	}

	/**
	 * Run the parts in the current context.
	 * @return the results, in the order of the parts
	 * @throws RuntimeException the first failure in the order of the parts, as it was
	 * thrown, with the others suppressed in it
	 */
	<T> List<T> run(List<? extends Supplier<T>> parts) {
		if (parts.size() == 1) {
			return List.of(parts.get(0).get());
		}
		AtomicBoolean failed = new AtomicBoolean();
		Outcome<T> outcome = new Outcome<>();
		List<Future<T>> running = new ArrayList<>();
		try {
			for (Supplier<T> part : parts) {
				running.add(submit(part, failed));
			}
		}
		catch (RuntimeException ex) {
			failed.set(true);
			outcome.failed(ex);
		}
		running.forEach(outcome::await);
		return outcome.results();
	}

	private <T> Future<T> submit(Supplier<T> part, AtomicBoolean failed) {
		RunnableFuture<T> task = Propagating.futureTask(() -> call(part, failed));
		this.executor.execute(task);
		return task;
	}

	private static <T> T call(Supplier<T> part, AtomicBoolean failed) {
		try {
			if (failed.get()) {
				throw new CancellationException("Another part of the page failed first");
			}
			return part.get();
		}
		catch (Throwable ex) {
			failed.set(true);
			throw ex;
		}
	}

	/**
	 * What came of the parts; used by the waiting thread alone.
	 */
	private static final class Outcome<T> {

		private final List<T> results = new ArrayList<>();

		private @Nullable Throwable failure;

		private boolean interrupted;

		void await(Future<T> part) {
			while (true) {
				try {
					this.results.add(part.get());
					return;
				}
				catch (ExecutionException ex) {
					failed((ex.getCause() != null) ? ex.getCause() : ex);
					return;
				}
				catch (InterruptedException ex) {
					this.interrupted = true;
				}
			}
		}

		void failed(Throwable failure) {
			if (this.failure == null || this.failure instanceof CancellationException) {
				this.failure = failure;
			}
			else if (this.failure != failure && !(failure instanceof CancellationException)) {
				this.failure.addSuppressed(failure);
			}
		}

		List<T> results() {
			if (this.interrupted) {
				Thread.currentThread().interrupt();
			}
			if (this.failure instanceof Error error) {
				throw error;
			}
			if (this.failure instanceof RuntimeException exception) {
				throw exception;
			}
			return this.results;
		}

	}

}
