package dev.requeststate.retained;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * A map that outlives the classes of this library, with those values that need none of
 * the classes that a restart throws away.
 */
final class Survivors {

	// No value has a blank key.
	private static final String OWNER = "";

	private final ConcurrentMap<String, Object> map;

	// Of a type that every copy of this class knows. A copy that is not the owner any
	// more leaves the map alone.
	private final Object owner = new Object();

	/**
	 * Take over a map.
	 */
	Survivors(ConcurrentMap<String, Object> map) {
		this.map = map;
		synchronized (map) {
			map.put(OWNER, this.owner);
		}
	}

	/**
	 * Return the values that can still be used, and drop the others.
	 */
	Map<String, Object> drain(SweepLog log, Set<Object> dropped) {
		Map<String, Object> values = new HashMap<>();
		this.map.forEach((key, value) -> {
			if (key.equals(OWNER)) {
				return;
			}
			Inspection.Finding finding = look(value);
			if (finding.verdict() == Inspection.Verdict.CURRENT) {
				values.put(key, value);
				log.kept();
			}
			else {
				dropped.add(value);
				this.map.remove(key);
				log.dropped(key, finding.describe(value));
			}
		});
		return values;
	}

	/**
	 * Keep a value if it can be kept, and else none under this key.
	 */
	void mirror(String key, @Nullable Object value) {
		Object kept = (value != null && look(value).verdict() == Inspection.Verdict.CURRENT) ? value : null;
		// So that no copy writes after the next one has taken over.
		synchronized (this.map) {
			if (this.map.get(OWNER) != this.owner) {
				return;
			}
			if (kept != null) {
				this.map.put(key, kept);
			}
			else {
				this.map.remove(key);
			}
		}
	}

	private static Inspection.Finding look(Object value) {
		return Inspection.of(value, (type) -> RestartLoaders.of(type.getClassLoader()) == null);
	}

}
