package dev.requeststate.spring.tag;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.util.Assert;

/**
 * Numbers kept in this process, for caches that no other process evicts from. Where a
 * cache is shared, a process takes the tagged results of others, and those of its own
 * earlier life, for misses.
 * <p>
 * The number of tags is bounded: beyond a limit those evicted longest ago are forgotten,
 * and results that are older than that are taken for misses, whatever their tags.
 */
public final class InProcessTagNumbers implements TagNumbers {

	private static final int DEFAULT_LIMIT = 100_000;

	private final long origin = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);

	private final int limit;

	private final ConcurrentMap<String, Long> numbers = new ConcurrentHashMap<>();

	// The keys of the map, those evicted longest ago first. Guarded by this object.
	private final Set<String> byNumber = new LinkedHashSet<>();

	// Written under the lock of this object, as the next.
	private volatile long last;

	// The highest number that was forgotten.
	private volatile long floor;

	/**
	 * Create numbers that remember the last eviction of 100,000 tags.
	 */
	public InProcessTagNumbers() {
		this(DEFAULT_LIMIT);
	}

	/**
	 * Create numbers.
	 * @param limit how many tags have their last eviction remembered, above zero
	 */
	public InProcessTagNumbers(int limit) {
		Assert.isTrue(limit > 0, "'limit' must be above zero");
		this.limit = limit;
	}

	@Override
	public long origin() {
		return this.origin;
	}

	@Override
	public boolean isRemote() {
		return false;
	}

	@Override
	public long last() {
		return this.last;
	}

	@Override
	public long lastSeen() {
		return this.last;
	}

	@Override
	public boolean claim(Map<String, Long> remembered) {
		return isCurrent(remembered);
	}

	@Override
	public boolean isCurrent(Map<String, Long> remembered) {
		for (Map.Entry<String, Long> entry : remembered.entrySet()) {
			if (number(entry.getKey()) > entry.getValue()) {
				return false;
			}
		}
		return true;
	}

	private long number(String tag) {
		Long number = this.numbers.get(tag);
		// In this order: the floor is raised before a number is forgotten.
		return (number != null) ? number : this.floor;
	}

	@Override
	public synchronized void evict(Set<String> tags) {
		// In this order: whoever begins in between remembers the number and stays
		// current, rightly, since the eviction was asked for before that. The other way
		// round its result would be made for nothing. Nobody can begin before the
		// eviction and remember its number.
		long number = this.last + 1;
		this.last = number;
		for (String tag : tags) {
			this.numbers.put(tag, number);
			this.byNumber.remove(tag);
			this.byNumber.add(tag);
		}
		forget();
	}

	private void forget() {
		Iterator<String> oldest = this.byNumber.iterator();
		while (this.byNumber.size() > this.limit) {
			String tag = oldest.next();
			this.floor = Math.max(this.floor, this.numbers.getOrDefault(tag, 0L));
			oldest.remove();
			this.numbers.remove(tag);
		}
	}

	/**
	 * How many tags have their last eviction remembered.
	 */
	int size() {
		return this.numbers.size();
	}

}
