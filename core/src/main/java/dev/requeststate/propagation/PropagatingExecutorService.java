package dev.requeststate.propagation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * An executor service whose tasks run with what was current where they were submitted.
 */
class PropagatingExecutorService extends AbstractExecutorService {

	private final ExecutorService delegate;

	PropagatingExecutorService(ExecutorService delegate) {
		this.delegate = delegate;
	}

	@Override
	public final void execute(Runnable command) {
		Propagating.execute(this.delegate, command);
	}

	@Override
	protected final <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> callable) {
		return PropagatingFutureTask.of(callable);
	}

	@Override
	protected final <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
		return PropagatingFutureTask.of(runnable, value);
	}

	@Override
	public final void shutdown() {
		this.delegate.shutdown();
	}

	/**
	 * The tasks that never began have given their leases back.
	 */
	@Override
	public final List<Runnable> shutdownNow() {
		return this.delegate.shutdownNow().stream().map(Propagating::giveUp).toList();
	}

	@Override
	public final boolean isShutdown() {
		return this.delegate.isShutdown();
	}

	@Override
	public final boolean isTerminated() {
		return this.delegate.isTerminated();
	}

	@Override
	public final boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.delegate.awaitTermination(timeout, unit);
	}

	@Override
	public final String toString() {
		return "propagating " + this.delegate;
	}

}
