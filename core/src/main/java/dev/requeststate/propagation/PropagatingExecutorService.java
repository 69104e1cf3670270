package dev.requeststate.propagation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
	public void execute(Runnable command) {
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
	public final <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
			throws InterruptedException {
		List<PropagatingCallable<T>> carried = carry(tasks);
		try {
			return this.delegate.invokeAll(carried);
		}
		finally {
			carried.forEach(Carried::discard);
		}
	}

	@Override
	public final <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks,
			long timeout, TimeUnit unit) throws InterruptedException {
		List<PropagatingCallable<T>> carried = carry(tasks);
		try {
			return this.delegate.invokeAll(carried, timeout, unit);
		}
		finally {
			carried.forEach(Carried::discard);
		}
	}

	@Override
	public final <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
			throws InterruptedException, ExecutionException {
		List<PropagatingCallable<T>> carried = carry(tasks);
		try {
			return this.delegate.invokeAny(carried);
		}
		finally {
			carried.forEach(Carried::discard);
		}
	}

	@Override
	public final <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout,
			TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		List<PropagatingCallable<T>> carried = carry(tasks);
		try {
			return this.delegate.invokeAny(carried, timeout, unit);
		}
		finally {
			carried.forEach(Carried::discard);
		}
	}

	// When these methods return every task has ended, or is cancelled and given up.
	private static <T extends @Nullable Object> List<PropagatingCallable<T>> carry(
			Collection<? extends Callable<T>> tasks) {
		List<PropagatingCallable<T>> carried = new ArrayList<>(tasks.size());
		try {
			for (Callable<T> task : tasks) {
				carried.add(new PropagatingCallable<>(task));
			}
			return carried;
		}
		catch (Throwable ex) {
			carried.forEach(Carried::discard);
			throw ex;
		}
	}

	@Override
	public void shutdown() {
		this.delegate.shutdown();
	}

	/**
	 * The tasks that never began have given their leases back.
	 */
	@Override
	public List<Runnable> shutdownNow() {
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
