package dev.requeststate.spring.cache;

import org.jspecify.annotations.Nullable;

/**
 * One operation of one call, as its caches see it.
 */
interface StoringOperation {

	/**
	 * Whether a result may be stored. If not, that is reported.
	 */
	boolean mayStore(@Nullable Object result);

	/**
	 * Whether what was computed so far depends on something of the request that is not in
	 * the key. Reports nothing.
	 */
	boolean isRequestsOwn();

	/**
	 * Store a result that may be stored. A cache that fails is the business of the
	 * application's error handler.
	 */
	void store(OperationCache cache, Object key, @Nullable Object result);

	/**
	 * Whether an earlier call of the operation was refused. Then a result is not made
	 * under the lock of the cache any more, where others would wait for nothing.
	 */
	boolean isRefusedBefore();

}
