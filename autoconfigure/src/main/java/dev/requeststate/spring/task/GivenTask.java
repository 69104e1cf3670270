package dev.requeststate.spring.task;

import dev.requeststate.propagation.Propagating;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way to an executor that decorates it: leads from what was given to what
 * carries the context for it.
 */
final class GivenTask implements Runnable {

	private final Runnable task;

	private final Class<?> holder;

	private volatile @Nullable Runnable carrier;

	/**
	 * Create a given task.
	 * @param task the task
	 * @param holder the class to name as the holder of the lease
	 */
	GivenTask(Runnable task, Class<?> holder) {
		this.task = task;
		this.holder = holder;
	}

	Runnable task() {
		return this.task;
	}

	/**
	 * Carry what is current on this thread to the task.
	 * @param decorated the task as it was decorated
	 * @return what to run
	 */
	Runnable carry(Runnable decorated) {
		Runnable carrier = Propagating.runnable(decorated, this.holder);
		this.carrier = carrier;
		return carrier;
	}

	/**
	 * The task will not be run: give its lease back.
	 */
	void discard() {
		Runnable carrier = this.carrier;
		if (carrier != null) {
			Propagating.discard(carrier);
		}
	}

	@Override
	public void run() {
		this.task.run();
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

}
