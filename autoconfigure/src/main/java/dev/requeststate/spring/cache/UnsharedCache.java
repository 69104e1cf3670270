package dev.requeststate.spring.cache;

import java.util.Collection;

import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;

/**
 * A cache whose results are served to nobody but the request they were made for.
 */
interface UnsharedCache extends Cache {

	/**
	 * Whether all of the caches belong to a request.
	 */
	static boolean areRequestsOwn(Collection<? extends Cache> caches) {
		for (Cache cache : caches) {
			if (!(cache instanceof UnsharedCache)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether nothing that is stored in any of the caches can reach another request.
	 */
	static boolean areAll(Collection<? extends Cache> caches) {
		for (Cache cache : caches) {
			if (!(cache instanceof UnsharedCache) && !(cache instanceof NoOpCache)) {
				return false;
			}
		}
		return true;
	}

}
