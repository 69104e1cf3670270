package dev.requeststate.spring.cache;

import java.util.List;

import dev.requeststate.call.RequestRead;

/**
 * Is told of results that were not stored because they belong to one request.
 * <p>
 * Called on the thread that would have stored the result, each time: an implementation is
 * fast, throws nothing and is safe for use by several threads.
 */
public interface RefusalObserver {

	/**
	 * A result is not stored.
	 * @param method the cached method, for people
	 * @param cache the name of the cache
	 * @param reads what it depends on that is no part of its key
	 */
	void onRefused(String method, String cache, List<RequestRead> reads);

}
