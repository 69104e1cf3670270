package dev.requeststate.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which factory {@link RequestContext#run} uses in this process.
 */
final class DefaultFactories {

	private static final RequestContextFactory FALLBACK = RequestContextFactory.builder().build();

	private static final List<Entry> entries = new CopyOnWriteArrayList<>();

	private DefaultFactories() {
	}

	static RequestContextFactory current() {
		Entry[] registered = entries.toArray(Entry[]::new);
		return (registered.length != 0) ? registered[registered.length - 1].factory : FALLBACK;
	}

	static boolean contains(RequestContextFactory factory) {
		return entries.stream().anyMatch((entry) -> entry.factory == factory);
	}

	static RequestContextFactory.Registration add(RequestContextFactory factory) {
		Entry entry = new Entry(factory);
		entries.add(entry);
		return () -> entries.remove(entry);
	}

	// No record: one factory registered twice is two entries.
	private static final class Entry {

		private final RequestContextFactory factory;

		Entry(RequestContextFactory factory) {
			this.factory = factory;
		}

	}

}
