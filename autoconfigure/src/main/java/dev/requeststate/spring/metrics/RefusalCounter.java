package dev.requeststate.spring.metrics;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.requeststate.call.RequestRead;
import dev.requeststate.spring.cache.RefusalObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The counter {@code request-state.cache.refused}: results of cached calls that were not
 * stored because they belong to one request. Its tag {@code cache} is the name of the
 * cache; where an application makes up names all the time, the later ones are counted
 * together as {@value #OTHERS}.
 */
public final class RefusalCounter implements RefusalObserver {

	/**
	 * The tag of the caches that have no meter of their own.
	 */
	public static final String OTHERS = "(others)";

	private static final int MAX_CACHES = 100;

	private final Supplier<? extends @Nullable MeterRegistry> registry;

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	/**
	 * Create the counter.
	 * @param registry where it is registered; asked for at the first refusals, and null
	 * where there is none
	 */
	public RefusalCounter(Supplier<? extends @Nullable MeterRegistry> registry) {
		this.registry = Objects.requireNonNull(registry, "'registry' must not be null");
	}

	@Override
	public void onRefused(String method, String cache, List<RequestRead> reads) {
		Counter counter = this.counters.get(cache);
		if (counter == null) {
			MeterRegistry registry = this.registry.get();
			if (registry == null) {
				return;
			}
			String tag = (this.counters.size() < MAX_CACHES) ? cache : OTHERS;
			counter = this.counters.computeIfAbsent(tag, (name) -> counter(registry, name));
		}
		counter.increment();
	}

	private static Counter counter(MeterRegistry registry, String cache) {
		return Counter.builder("request-state.cache.refused")
			.description("Results of cached calls that were not stored because they belong to one request")
			.tag("cache", cache)
			.register(registry);
	}

}
