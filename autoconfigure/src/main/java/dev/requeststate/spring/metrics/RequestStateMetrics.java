package dev.requeststate.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
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
 * itself;</li>
 * <li>{@code request-state.contexts.abandoned}, a counter: contexts that were never
 * closed and are out of everybody's reach;</li>
 * <li>{@code request-state.leases.overdue}, a counter: leases that were reported because
 * they were held too long;</li>
 * <li>{@code request-state.after-response.pending}, a gauge: tasks that wait for a
 * response, or run after it, now;</li>
 * <li>{@code request-state.after-response.failures}, a counter: tasks after a response
 * that threw.</li>
 * </ul>
 * It needs no registry in order to be made, so that the registry may need the factory.
 * Until it is bound to one it counts, and times nothing.
 */
public final class RequestStateMetrics implements RequestContextObserver, MeterBinder {

	private final Supplier<RequestContextFactory> factory;

	private final LongAdder opened = new LongAdder();

	private final LongAdder closed = new LongAdder();

	private final LongAdder destroyFailures = new LongAdder();

	private final List<Timer> lifetimes = new CopyOnWriteArrayList<>();

	/**
	 * Create the meters.
	 * @param factory whose contexts are measured; asked for when the meters are bound,
	 * since it is given this observer in order to be made
	 */
	public RequestStateMetrics(Supplier<RequestContextFactory> factory) {
		this.factory = factory;
	}

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
		bindTo(registry, this.factory.get());
	}

	private static void bindTo(MeterRegistry registry, RequestContextFactory factory) {
		FunctionCounter.builder("request-state.contexts.abandoned", factory.openContexts(), OpenContexts::abandoned)
			.description("Request contexts that were never closed and are out of reach")
			.register(registry);
		FunctionCounter.builder("request-state.leases.overdue", factory.openContexts(), OpenContexts::overdueLeases)
			.description("Leases that kept a request open for too long")
			.register(registry);
		Gauge.builder("request-state.after-response.pending", factory, RequestContextFactory::afterResponsePending)
			.description("Tasks that wait for a response or run after it")
			.register(registry);
		FunctionCounter
			.builder("request-state.after-response.failures", factory, RequestContextFactory::afterResponseFailures)
			.description("Tasks after a response that failed")
			.register(registry);
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
