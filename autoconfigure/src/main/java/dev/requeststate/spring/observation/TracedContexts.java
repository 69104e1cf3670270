package dev.requeststate.spring.observation;

import java.util.Objects;
import java.util.function.Supplier;

import dev.requeststate.context.ContextNote;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextObserver;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the trace that a request context was opened in, in the context itself: so it
 * goes with it, however it ends.
 */
public final class TracedContexts implements RequestContextObserver, TraceLink {

	private static final ContextNote<String> TRACE = ContextNote.named("trace id");

	private final Supplier<? extends @Nullable Tracer> supplier;

	private volatile @Nullable Tracer tracer;

	/**
	 * Create the observer.
	 * @param tracer says which trace is current; null for none; asked for when the first
	 * context is opened, so that the tracer may need the factory that this observes
	 */
	public TracedContexts(Supplier<? extends @Nullable Tracer> tracer) {
		this.supplier = Objects.requireNonNull(tracer, "'tracer' must not be null");
	}

	@Override
	public void onOpened(RequestContext context) {
		Span span = tracer().currentSpan();
		String trace = (span != null) ? span.context().traceId() : "";
		if (!trace.isEmpty()) {
			TRACE.set(context, trace);
		}
	}

	private Tracer tracer() {
		Tracer tracer = this.tracer;
		if (tracer == null) {
			tracer = Objects.requireNonNullElse(this.supplier.get(), Tracer.NOOP);
			this.tracer = tracer;
		}
		return tracer;
	}

	@Override
	public @Nullable String traceId(RequestContext context) {
		return TRACE.get(context);
	}

}
