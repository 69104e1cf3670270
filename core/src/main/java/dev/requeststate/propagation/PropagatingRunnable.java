package dev.requeststate.propagation;

/**
 * A task with what was current where it was given away.
 */
final class PropagatingRunnable extends Carried implements Runnable {

	private final Runnable task;

	PropagatingRunnable(Runnable task) {
		super(task);
		this.task = task;
	}

	PropagatingRunnable(Runnable task, Class<?> holder) {
		super(holder);
		this.task = task;
	}

	@Override
	Runnable task() {
		return this.task;
	}

	@Override
	public void run() {
		run(this.task);
	}

}
