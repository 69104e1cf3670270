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
	 * Note a leak, in the place of one of its kind that is known at its place.
	 * @return the leak; it is found once where it is the first one there
	 */
	synchronized Leak add(LeakKind kind, String message, String place, @Nullable Throwable opened) {
		this.counts.merge(kind, 1L, Long::sum);
		Key key = new Key(kind, place);
		Leak known = this.places.remove(key);
		if (known == null && this.places.size() == MAX_PLACES) {
			this.places.remove(this.places.keySet().iterator().next());
		}
		Leak leak = new Leak(kind, message, place, opened, (known != null) ? known.times() + 1 : 1, count());
		this.places.put(key, leak);
		return leak;
	}

	/**
	 * The leaks of at most a hundred places, the last one of each kind and place, in the
	 * order of their {@linkplain Leak#number() numbers}.
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
