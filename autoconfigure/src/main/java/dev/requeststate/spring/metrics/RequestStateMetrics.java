package dev.requeststate.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the request contexts that one factory opens:
 * <ul>
 * <li>{@code request-state.contexts.open}, a gauge: contexts that are open now;</li>
 * <li>{@code request-state.contexts.lifetime}, a timer: from the opening of a context to
 * the giving up of its last lease;</li>
 * <li>{@code request-state.destroy.failures}, a counter: destroyers and destruction
 * callbacks that threw. What a {@code @PreDestroy} method throws, Spring logs
 * itself.</li>
 * </ul>
 * It needs no registry in order to be made, so that the registry may need the factory.
 * Until it is bound to one it counts, and times nothing.
 */
public final class RequestStateMetrics implements RequestContextObserver, MeterBinder {

	private final LongAdder opened = new LongAdder();

	private final LongAdder closed = new LongAdder();

	private final LongAdder destroyFailures = new LongAdder();

	private final List<Timer> lifetimes = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("request-state.contexts.open", this, RequestStateMetrics::open)
			.description("Request contexts that are open")
			.register(registry);
		FunctionCounter.builder("request-state.destroy.failures", this.destroyFailures, LongAdder::sum)
			.description("Values of request contexts that could not be destroyed")
			.register(registry);
		this.lifetimes.add(Timer.builder("request-state.contexts.lifetime")
			.description("How long request contexts were open")
			.register(registry));
	}

	// In this order: what is closed was opened, so the difference is never below zero.
	private long open() {
		long closed = this.closed.sum();
		return this.opened.sum() - closed;
	}

	@Override
	public void onOpened(RequestContext context) {
		this.opened.increment();
	}

	@Override
	public void onClosed(RequestContext context, Duration lifetime) {
		this.closed.increment();
		for (Timer timer : this.lifetimes) {
			timer.record(lifetime);
		}
	}

	@Override
	public void onDestroyFailed(RequestContext context, String name, Throwable failure) {
		this.destroyFailures.increment();
	}

}
