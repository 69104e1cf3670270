package dev.requeststate.spring.task;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * A {@link SimpleAsyncTaskScheduler} whose tasks run with the request context that is
 * current where they are submitted or scheduled for one time, and keep it open with a
 * lease from there to their end. A task that is rejected, or cancelled before it has
 * begun, or dropped at the shutdown gives its lease back at once.
 * <p>
 * Tasks that are run again and again, by a rate, a delay or a trigger, belong to no
 * request: nothing is current while they run.
 */
@SuppressWarnings("serial") // as its superclass, not meant to be serialized
public class PropagatingSimpleAsyncTaskScheduler extends SimpleAsyncTaskScheduler {

	private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

	// What is scheduled comes here from a thread of the scheduler, where nothing is
	// current.
	@Override
	protected void doExecute(Runnable task) {
		Propagating.executor(super::doExecute).execute(task);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		Runnable carrier = Propagating.runnable(task);
		this.waiting.add(carrier);
		try {
			ScheduledFuture<?> future = super.schedule(() -> {
				this.waiting.remove(carrier);
				carrier.run();
			}, startTime);
			return new Waiting<>(future, carrier);
		}
		catch (Throwable ex) {
			discard(carrier);
			throw ex;
		}
	}

	@Override
	public void close() {
		super.close();
		this.waiting.forEach(this::discard);
	}

	private void discard(Runnable carrier) {
		this.waiting.remove(carrier);
		Propagating.discard(carrier);
	}

	private final class Waiting<T extends @Nullable Object> extends GivingBackFuture<T, ScheduledFuture<T>> {

		private final Runnable carrier;

		Waiting(ScheduledFuture<T> future, Runnable carrier) {
			super(future);
			this.carrier = carrier;
		}

		@Override
		void discard() {
			PropagatingSimpleAsyncTaskScheduler.this.discard(this.carrier);
		}

	}

}
