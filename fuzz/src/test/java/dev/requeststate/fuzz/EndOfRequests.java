package dev.requeststate.fuzz;

import java.util.concurrent.TimeUnit;

import dev.requeststate.context.RequestContextFactory;

/**
 * Waits for the end of a request on the server, which may come after its response.
 */
final class EndOfRequests {

	private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

	private EndOfRequests() {
	}

	/**
	 * Wait until every context is closed.
	 * @throws Finding if one stays open
	 */
	static void await(RequestContextFactory contexts) {
		long begin = System.nanoTime();
		while (contexts.opened() != contexts.closed()) {
			Finding.unless(System.nanoTime() - begin < PATIENCE, "Every context is closed", contexts.opened(),
					contexts.closed());
			Thread.yield();
		}
	}

}
