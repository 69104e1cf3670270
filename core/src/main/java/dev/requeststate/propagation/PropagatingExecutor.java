package dev.requeststate.propagation;

import java.util.concurrent.Executor;

/**
 * An executor whose tasks run with what was current where they were given to it.
 */
final class PropagatingExecutor implements Executor {

	private final Executor delegate;

	PropagatingExecutor(Executor delegate) {
		this.delegate = delegate;
	}

	@Override
	public void execute(Runnable command) {
		Propagating.execute(this.delegate, command);
	}

	@Override
	public String toString() {
		return "propagating " + this.delegate;
	}

}
