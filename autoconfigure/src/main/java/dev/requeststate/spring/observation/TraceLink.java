package dev.requeststate.spring.observation;

import dev.requeststate.context.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Leads from a request context to its trace.
 * <p>
 * For whoever shows contexts to people. Safe for use by several threads.
 */
@FunctionalInterface
public interface TraceLink {

	/**
	 * The identity of the trace that a context was opened in.
	 * @param context the context, on any thread
	 * @return null if it was opened in none, and where it is closed
	 */
	@Nullable String traceId(RequestContext context);

}
