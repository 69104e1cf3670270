package dev.requeststate.spring.tag;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the simplest kind, used as the interceptor uses those of Spring.
 */
final class TaggedStore {

	private static final String OPERATION = "store";

	final Map<String, Object> map;

	final AtomicInteger computed = new AtomicInteger();

	private final TaggedEntries entries;

	private final Numbering numbering;

	// Between a claim and the put that it allows.
	Runnable beforePut = () -> {
	};

	TaggedStore(TaggedEntries entries) {
		this(entries, Numbering.AT_THE_BEGINNING, new ConcurrentHashMap<>());
	}

	TaggedStore(TaggedEntries entries, Numbering numbering, Map<String, Object> map) {
		this.entries = entries;
		this.numbering = numbering;
		this.map = map;
	}

	String get(String key, Supplier<String> body) {
		String hit = find(key);
		if (hit != null) {
			return hit;
		}
		this.computed.incrementAndGet();
		Numbering.Computed result = this.numbering.compute(this.entries, OPERATION, body);
		if (this.entries.claim(OPERATION, result.call())) {
			this.beforePut.run();
			this.map.put(key, stored(result));
		}
		return result.value();
	}

	private Object stored(Numbering.Computed result) {
		Object stored = this.entries.stored(result.call(), result.value());
		return (stored != null) ? stored : "null";
	}

	/**
	 * The value that would be served, or null.
	 */
	@Nullable String find(String key) {
		Object stored = this.map.get(key);
		if (stored == null || !this.entries.isCurrent(stored)) {
			return null;
		}
		CallScope outer = CallScope.currentOrNull();
		if (outer != null) {
			this.entries.adopt(outer, stored);
		}
		return (String) this.entries.value(stored);
	}

	static String tagged(String value, String... tags) {
		CallScope.current().tag(tags);
		return value;
	}

}
