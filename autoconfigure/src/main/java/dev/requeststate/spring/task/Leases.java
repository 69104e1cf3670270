package dev.requeststate.spring.task;

import dev.requeststate.propagation.Propagating;

/**
 * Knows every kind of task that an executor of this package may hold.
 */
final class Leases {

	private Leases() {
	}

	/**
	 * Give the lease of a task back that will not be run. Without effect on a task that
	 * has begun, and on one without a lease.
	 */
	static void giveBack(Runnable task) {
		if (task instanceof GivenTask given) {
			given.discard();
		}
		else if (task instanceof GivenFuture<?> future) {
			future.given().discard();
		}
		else if (task instanceof ScheduledTask<?> scheduled) {
			scheduled.discard();
		}
		else {
			Propagating.discard(task);
		}
	}

}
