package dev.requeststate.spring.observation;

import java.util.Objects;
import java.util.function.Supplier;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Writes the identity of a request context into the observation that is current where it
 * is opened, as the high-cardinality key value {@value #KEY}: tracing makes a tag of the
 * span of it, and no meter has it.
 * <p>
 * Of an HTTP request that is the observation of Spring's
 * {@code ServerHttpObservationFilter}, which comes before the filter that opens the
 * context. Where several contexts are opened in one observation it has the identity of
 * the first.
 */
public final class ObservedContexts implements RequestContextObserver {

	/**
	 * The key.
	 */
	public static final String KEY = "request-state.id";

	private final Supplier<? extends @Nullable ObservationRegistry> supplier;

	private volatile @Nullable ObservationRegistry registry;

	/**
	 * Create the observer.
	 * @param registry says which observation is current; null for none; asked for when
	 * the first context is opened, so that the registry may need the factory that this
	 * observes
	 */
	public ObservedContexts(Supplier<? extends @Nullable ObservationRegistry> registry) {
		this.supplier = Objects.requireNonNull(registry, "'registry' must not be null");
	}

	@Override
	public void onOpened(RequestContext context) {
		Observation observation = registry().getCurrentObservation();
		if (observation != null && !observation.isNoop()
				&& observation.getContextView().getHighCardinalityKeyValue(KEY) == null) {
			observation.highCardinalityKeyValue(KEY, context.id());
		}
	}

	private ObservationRegistry registry() {
		ObservationRegistry registry = this.registry;
		if (registry == null) {
			registry = Objects.requireNonNullElse(this.supplier.get(), ObservationRegistry.NOOP);
			this.registry = registry;
		}
		return registry;
	}

}
