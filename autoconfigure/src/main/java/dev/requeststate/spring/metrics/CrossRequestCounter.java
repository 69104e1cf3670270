package dev.requeststate.spring.metrics;

import dev.requeststate.spring.owned.CrossRequestObserver;
import dev.requeststate.spring.owned.CrossRequestUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The counter {@code request-state.cross-request.uses}: calls of the object behind a
 * request-state bean from another request than its own, or from none. Its tag
 * {@code bean} is the name of the bean; the names beyond the first hundred are counted
 * together as {@code (others)}.
 */
public final class CrossRequestCounter implements CrossRequestObserver, MeterBinder {

	private final NamedCounts counts = new NamedCounts("request-state.cross-request.uses",
			"Calls of a request's own object from another request or from none", "uses", "bean");

	@Override
	public void onCrossRequestUse(CrossRequestUse use) {
		this.counts.increment(use.bean());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.bindTo(registry);
	}

}
