package dev.requeststate.propagation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose delayed tasks run with what was current where they were scheduled.
 * Periodic ones run with nothing: they belong to no request.
 */
final class PropagatingScheduledExecutorService extends PropagatingExecutorService implements ScheduledExecutorService {

	private final ScheduledExecutorService delegate;

	// A scheduler that is shut down hands out, or cancels, futures of its own that do not
	// know what they were made for.
	private final Set<PropagatingDelayedTask<?>> waiting = ConcurrentHashMap.newKeySet();

	PropagatingScheduledExecutorService(ScheduledExecutorService delegate) {
		super(delegate);
		this.delegate = delegate;
	}

	@Override
	public void execute(Runnable command) {
		schedule(command, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return schedule(task, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Runnable task, T result) {
		return schedule(task, Executors.callable(task, result), 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		return schedule(task, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		Objects.requireNonNull(command, "'command' must not be null");
		return schedule(command, Executors.callable(command), delay, unit);
	}

	@Override
	public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		return schedule(callable, callable, delay, unit);
	}

	private <V extends @Nullable Object> ScheduledFuture<V> schedule(Object task, Callable<V> work, long delay,
			TimeUnit unit) {
		PropagatingDelayedTask<V> delayed = new PropagatingDelayedTask<>(task, work, this.waiting);
		return delayed.schedule(this.delegate, delay, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		Objects.requireNonNull(command, "'command' must not be null");
		return this.delegate.scheduleAtFixedRate(Propagating.withNothing(command), initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		Objects.requireNonNull(command, "'command' must not be null");
		return this.delegate.scheduleWithFixedDelay(Propagating.withNothing(command), initialDelay, delay, unit);
	}

	/**
	 * The tasks that are cancelled by it have given their leases back.
	 */
	@Override
	public void shutdown() {
		super.shutdown();
		this.waiting.forEach(PropagatingDelayedTask::giveUpIfCancelled);
	}

	@Override
	public List<Runnable> shutdownNow() {
		List<Runnable> never = super.shutdownNow();
		// Whatever was accepted before is waiting, or has begun.
		this.waiting.forEach(PropagatingDelayedTask::giveUp);
		return never;
	}

}
