package dev.requeststate.spring.cache;

import org.jspecify.annotations.Nullable;

/**
 * Tells a cache, in the middle of a computation under its lock, that there is nothing to
 * store. Never seen by anybody but the cache: the result, or the failure of the
 * computation, has gone another way. Others who have waited for it compute their own: the
 * failure of a computation that has read the request may tell of it as a result does.
 */
final class Refused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	// A cache may wrap what its loader throws, but hardly more often than this.
	private static final int MAX_DEPTH = 16;

	Refused() {
		super("The result belongs to one request and is not stored", null, false, false);
	}

	Refused(Throwable failure) {
		super("The computation failed", failure, false, false);
	}

	/**
	 * Whether a failure comes from a refusal.
	 */
	static boolean isIn(@Nullable Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (cause instanceof Refused) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}
