package dev.requeststate.retained;

import java.util.concurrent.ExecutorService;

/**
 * The end of a value that nobody will see again.
 */
final class Closing {

	private Closing() {
	}

	/**
	 * Close a value, if it can be closed. What it throws is logged and goes no further.
	 */
	static void close(Object value, SweepLog log) {
		try {
			if (value instanceof ExecutorService executor) {
				// Its close waits for its tasks, where it has one, since JDK 19.
				executor.shutdownNow();
			}
			else if (value instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		// An old class that is not there any more is an error.
		catch (Exception | Error ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			log.closeFailed(value.getClass(), ex);
		}
	}

}
