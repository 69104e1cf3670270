package dev.requeststate.context;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The leaks that a factory has found. Safe for use by several threads.
 */
public final class Leaks {

	private static final int MAX_PLACES = 100;

	private final Map<Key, Leak> places = new LinkedHashMap<>();

	private final Map<LeakKind, Long> counts = new EnumMap<>(LeakKind.class);

	Leaks() {
	}

	/**
	 * Count a leak if one of its kind is known at its place.
	 * @return whether it was counted
	 */
	synchronized boolean again(LeakKind kind, String place) {
		Key key = new Key(kind, place);
		Leak known = this.places.remove(key);
		if (known == null) {
			return false;
		}
		this.counts.merge(kind, 1L, Long::sum);
		this.places.put(key, new Leak(kind, known.message(), place, known.opened(), known.times() + 1));
		return true;
	}

	/**
	 * Note a leak.
	 * @return the leak if it is the first one of its kind at its place, or null
	 */
	synchronized @Nullable Leak add(LeakKind kind, String message, String place, @Nullable Throwable opened) {
		if (again(kind, place)) {
			return null;
		}
		this.counts.merge(kind, 1L, Long::sum);
		if (this.places.size() == MAX_PLACES) {
			this.places.remove(this.places.keySet().iterator().next());
		}
		Leak leak = new Leak(kind, message, place, opened, 1);
		this.places.put(new Key(kind, place), leak);
		return leak;
	}

	/**
	 * The leaks of at most a hundred places, one for each kind and place, the one found
	 * last at the end.
	 */
	public synchronized List<Leak> recent() {
		return new ArrayList<>(this.places.values());
	}

	/**
	 * How many were found.
	 */
	public synchronized long count() {
		return this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * How many of a kind were found.
	 * @param kind the kind
	 */
	public synchronized long count(LeakKind kind) {
		return this.counts.getOrDefault(kind, 0L);
	}

	private record Key(LeakKind kind, String place) {
	}

}
