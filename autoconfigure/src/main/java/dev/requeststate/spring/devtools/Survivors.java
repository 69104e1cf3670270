package dev.requeststate.spring.devtools;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.springframework.boot.devtools.restart.Restarter;

/**
 * Where values are kept when the library itself does not outlive a restart. The only
 * class here that refers to DevTools: to be used where its restart class loader was seen.
 */
final class Survivors {

	private static final String NAME = "dev.requeststate.retained";

	private Survivors() {
	}

	/**
	 * Return the same map for each generation of this process.
	 */
	@SuppressWarnings("unchecked")
	static ConcurrentMap<String, Object> get() {
		return (ConcurrentMap<String, Object>) Restarter.getInstance().getOrAddAttribute(NAME, ConcurrentHashMap::new);
	}

}
