package dev.requeststate.benchmarks;

import java.util.List;
import java.util.function.Function;

/**
 * The stand-ins that a system has made for the beans of the request. Each is got once, as
 * a singleton would have it injected.
 */
final class ProxiedBeans {

	private final Counter[] counters;

	private final Counter[] destroyed;

	/**
	 * Get all of them.
	 * @param lookup finds the stand-in for a class of beans
	 */
	ProxiedBeans(Function<Class<? extends Counter>, Counter> lookup) {
		this.counters = all(Counters.TYPES, lookup);
		this.destroyed = all(DestroyedCounters.TYPES, lookup);
	}

	private static Counter[] all(List<? extends Class<? extends Counter>> types,
			Function<Class<? extends Counter>, Counter> lookup) {
		Counter[] counters = new Counter[types.size()];
		for (int i = 0; i < counters.length; i++) {
			counters[i] = lookup.apply(types.get(i));
		}
		return counters;
	}

	Counter counter(int index) {
		return this.counters[index];
	}

	Counter destroyed(int index) {
		return this.destroyed[index];
	}

}
