package dev.requeststate.spring.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.requeststate.context.LeakKind;
import dev.requeststate.context.Leaks;
import dev.requeststate.context.OpenContexts;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.retained.RetainedState;
import dev.requeststate.retained.RetentionCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the request contexts that one factory opens, of what was found wrong with
 * them, and of the retained state of the process. What they are is in
 * {@code docs/observability.md}.
 * <p>
 * Most of them ask the factory, which counts anyway, and cost a request nothing. A
 * request pays for the timer of its lifetime and for one count for each value it makes.
 * <p>
 * It needs no registry in order to be made, so that the registry may need the factory.
 * Until it is bound to one it times nothing, and counts from the factory's beginning.
 */
public final class RequestStateMetrics implements RequestContextObserver, MeterBinder {

	private static final String CONTEXTS = "contexts";

	private static final String FAILURES = "failures";

	private static final String LEASES = "leases";

	private static final String TASKS = "tasks";

	private final Supplier<RequestContextFactory> factory;

	private final List<Timer> lifetimes = new CopyOnWriteArrayList<>();

	private final NamedCounts values = new NamedCounts("request-state.values.created",
			"Values that were made in request contexts", "values", "local");

	/**
	 * Create the meters.
	 * @param factory whose contexts are measured; asked for when the meters are bound,
	 * since it is given this observer in order to be made
	 */
	public RequestStateMetrics(Supplier<RequestContextFactory> factory) {
		this.factory = Objects.requireNonNull(factory, "'factory' must not be null");
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bindLifetime(Timer.builder("request-state.contexts.lifetime")
			.description("How long request contexts were open")
			.register(registry));
		this.values.bindTo(registry);
		RequestContextFactory factory = this.factory.get();
		bindContexts(registry, factory);
		bindLeases(registry, factory.openContexts());
		bindLeaks(registry, factory.leaks());
		bindRetained(registry);
	}

	// The same timer where a registry is bound twice: it is to be told once. By identity,
	// since the timers of two registries are equal.
	private void bindLifetime(Timer timer) {
		if (this.lifetimes.stream().noneMatch((known) -> known == timer)) {
			this.lifetimes.add(timer);
		}
	}

	private static void bindContexts(MeterRegistry registry, RequestContextFactory factory) {
		gauge(registry, "request-state.contexts.open", CONTEXTS, "Request contexts that are open", factory,
				RequestStateMetrics::open);
		counter(registry, "request-state.contexts.opened", CONTEXTS, "Request contexts that were opened", factory,
				RequestContextFactory::opened);
		counter(registry, "request-state.contexts.abandoned", CONTEXTS,
				"Request contexts that were never closed and are out of reach", factory.openContexts(),
				OpenContexts::abandoned);
		counter(registry, "request-state.closed-accesses", "accesses",
				"Uses of request contexts that were refused because these were closed", factory,
				RequestContextFactory::closedAccesses);
		counter(registry, "request-state.destroy.failures", FAILURES,
				"Values of request contexts that could not be destroyed", factory,
				RequestContextFactory::destroyFailures);
		counter(registry, "request-state.observer.failures", FAILURES, "Calls of observers that threw", factory,
				RequestContextFactory::observerFailures);
		gauge(registry, "request-state.after-response.pending", TASKS, "Tasks that wait for a response or run after it",
				factory, RequestContextFactory::afterResponsePending);
		counter(registry, "request-state.after-response.failures", FAILURES, "Tasks after a response that failed",
				factory, RequestContextFactory::afterResponseFailures);
	}

	// In this order: what is closed or abandoned was opened, and nothing is both, so the
	// difference is never below zero.
	private static double open(RequestContextFactory factory) {
		long ended = factory.closed() + factory.openContexts().abandoned();
		return factory.opened() - ended;
	}

	private static void bindLeases(MeterRegistry registry, OpenContexts contexts) {
		gauge(registry, "request-state.leases.held", LEASES, "Leases that keep requests open", contexts,
				OpenContexts::heldLeases);
		TimeGauge
			.builder("request-state.leases.oldest", contexts, TimeUnit.MILLISECONDS,
					(open) -> open.oldestLease().toMillis())
			.description("How long the oldest lease has been seen to be held")
			.register(registry);
		counter(registry, "request-state.leases.overdue", LEASES, "Leases that kept a request open for too long",
				contexts, OpenContexts::overdueLeases);
	}

	private static void bindLeaks(MeterRegistry registry, Leaks leaks) {
		counter(registry, "request-state.leases.abandoned", LEASES,
				"Leases that were never closed and are out of reach", leaks,
				(found) -> found.count(LeakKind.LEASE_NOT_CLOSED));
		for (LeakKind kind : LeakKind.values()) {
			FunctionCounter.builder("request-state.leaks", leaks, (found) -> found.count(kind))
				.description("Leaks that were found")
				.baseUnit("leaks")
				.tag("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.register(registry);
		}
	}

	private static void bindRetained(MeterRegistry registry) {
		retained(registry, "kept", RetentionCounts::kept);
		retained(registry, "migrated", RetentionCounts::migrated);
		retained(registry, "dropped", RetentionCounts::dropped);
	}

	private static void retained(MeterRegistry registry, String outcome, ToDoubleFunction<RetentionCounts> count) {
		FunctionCounter
			.builder("request-state.retained.values", RetainedState.class,
					(state) -> count.applyAsDouble(RetainedState.counts()))
			.description("What has become of retained values at development restarts")
			.baseUnit("values")
			.tag("outcome", outcome)
			.register(registry);
	}

	private static <T> void gauge(MeterRegistry registry, String name, String unit, String description, T source,
			ToDoubleFunction<T> value) {
		Gauge.builder(name, source, value).description(description).baseUnit(unit).register(registry);
	}

	private static <T> void counter(MeterRegistry registry, String name, String unit, String description, T source,
			ToDoubleFunction<T> count) {
		FunctionCounter.builder(name, source, count).description(description).baseUnit(unit).register(registry);
	}

	@Override
	public void onValueCreated(RequestContext context, RequestLocal<?> local) {
		this.values.increment(local.name());
	}

	@Override
	public void onClosed(RequestContext context, Duration lifetime) {
		for (Timer timer : this.lifetimes) {
			timer.record(lifetime);
		}
	}

}
