package dev.requeststate.spring.metrics;

import java.util.List;

import dev.requeststate.call.RequestRead;
import dev.requeststate.spring.cache.RefusalObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The counter {@code request-state.cache.refused}: results of cached calls that were not
 * stored because they belong to one request. Its tag {@code cache} is the name of the
 * cache; the names beyond the first hundred are counted together as {@code (others)}.
 */
public final class RefusalCounter implements RefusalObserver, MeterBinder {

	private final NamedCounts counts = new NamedCounts("request-state.cache.refused",
			"Results of cached calls that were not stored because they belong to one request", "results", "cache");

	@Override
	public void onRefused(String method, String cache, List<RequestRead> reads) {
		this.counts.increment(cache);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.bindTo(registry);
	}

}
