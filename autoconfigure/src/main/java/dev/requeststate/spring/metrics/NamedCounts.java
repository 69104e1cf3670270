package dev.requeststate.spring.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * One counter for each name, told apart by a tag. The names are an application's, which
 * may make them up as it goes: the first ones have a meter each, and all others share
 * one. There are never more than a hundred.
 * <p>
 * Counts from the beginning, whenever a registry comes. Nothing here takes a lock that a
 * request could wait for.
 */
final class NamedCounts {

	/**
	 * The tag of the names that have no meter of their own.
	 */
	static final String OTHERS = "(others)";

	private static final int MAX_METERS = 100;

	private final String meter;

	private final String description;

	private final String unit;

	private final String tag;

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	// How many names have a meter, or are about to. One meter is for the others.
	private final AtomicInteger named = new AtomicInteger();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	NamedCounts(String meter, String description, String unit, String tag) {
		this.meter = meter;
		this.description = description;
		this.unit = unit;
		this.tag = tag;
	}

	void increment(String name) {
		LongAdder count = this.counts.get(name);
		if (count == null) {
			count = takePlace() ? addNamed(name) : add(OTHERS, new LongAdder());
		}
		count.increment();
	}

	// Before the name is added, so that names that come at the same time find a place
	// each
	// or none.
	private boolean takePlace() {
		int named = this.named.get();
		while (named < MAX_METERS - 1) {
			if (this.named.compareAndSet(named, named + 1)) {
				return true;
			}
			named = this.named.get();
		}
		return false;
	}

	private LongAdder addNamed(String name) {
		LongAdder added = new LongAdder();
		LongAdder count = add(name, added);
		if (count != added) {
			// Somebody else has added it, in a place of their own.
			this.named.decrementAndGet();
		}
		return count;
	}

	private LongAdder add(String name, LongAdder added) {
		LongAdder known = this.counts.putIfAbsent(name, added);
		if (known != null) {
			return known;
		}
		this.registries.forEach((registry) -> register(registry, name, added));
		return added;
	}

	// In this order, and the opposite one above: a name that comes at the same time is
	// registered here or there or twice, which a registry does not mind.
	void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.counts.forEach((name, count) -> register(registry, name, count));
	}

	private void register(MeterRegistry registry, String name, LongAdder count) {
		FunctionCounter.builder(this.meter, count, LongAdder::sum)
			.description(this.description)
			.baseUnit(this.unit)
			.tag(this.tag, name)
			.register(registry);
	}

}
