package dev.requeststate.propagation;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Binding;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose delayed tasks run with what was current where they were scheduled.
 * Periodic ones run with nothing: they belong to no request.
 */
final class PropagatingScheduledExecutorService extends PropagatingExecutorService implements ScheduledExecutorService {

	private final ScheduledExecutorService delegate;

	PropagatingScheduledExecutorService(ScheduledExecutorService delegate) {
		super(delegate);
		this.delegate = delegate;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		PropagatingRunnable task = new PropagatingRunnable(command);
		try {
			return new PropagatingScheduledFuture<>(this.delegate.schedule(task, delay, unit), task);
		}
		catch (Throwable ex) {
			task.discard();
			throw ex;
		}
	}

	@Override
	public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		PropagatingCallable<V> task = new PropagatingCallable<>(callable);
		try {
			return new PropagatingScheduledFuture<>(this.delegate.schedule(task, delay, unit), task);
		}
		catch (Throwable ex) {
			task.discard();
			throw ex;
		}
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		return this.delegate.scheduleAtFixedRate(withNothing(command), initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		return this.delegate.scheduleWithFixedDelay(withNothing(command), initialDelay, delay, unit);
	}

	private static Runnable withNothing(Runnable command) {
		return () -> {
			try (Binding none = Frame.none()) {
				command.run();
			}
		};
	}

}
