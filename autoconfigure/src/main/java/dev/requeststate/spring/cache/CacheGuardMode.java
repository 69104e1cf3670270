package dev.requeststate.spring.cache;

/**
 * What becomes of a cached call whose result depends on something of the request that is
 * no part of its key.
 */
public enum CacheGuardMode {

	/**
	 * The caller gets the result, nothing is stored, and the method is reported once.
	 */
	REFUSE,

	/**
	 * The caller gets a {@link dev.requeststate.call.RequestBoundResultException}, and
	 * nothing is stored. What else the method was to do, such as an eviction, is done
	 * before.
	 */
	FAIL,

	/**
	 * The result is stored all the same, and other requests are served with it.
	 */
	OFF

}
