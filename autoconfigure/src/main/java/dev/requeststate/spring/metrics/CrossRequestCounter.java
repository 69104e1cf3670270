package dev.requeststate.spring.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The counter {@code request-state.cross-request.uses}: calls of the object behind a
 * request-state bean from another request than its own, or from none. Its tag
 * {@code bean} is the name of the bean; the names beyond the first hundred are counted
 * together as {@code (others)}.
 */
public final class CrossRequestCounter implements MeterBinder {

	private final NamedCounts counts = new NamedCounts("request-state.cross-request.uses",
			"Calls of a request's own object from another request or from none", "uses", "bean");

	/**
	 * Count a use.
	 * @param bean the name of the bean
	 */
	public void count(String bean) {
		this.counts.increment(bean);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.bindTo(registry);
	}

}
