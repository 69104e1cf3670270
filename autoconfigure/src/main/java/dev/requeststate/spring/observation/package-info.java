/**
 * Leads from an observation to the request context that was opened in it, and from a
 * context to its trace: {@link dev.requeststate.spring.observation.ObservedContexts} and
 * {@link dev.requeststate.spring.observation.TraceLink}. Micrometer's tracing is
 * optional.
 */
@NullMarked
package dev.requeststate.spring.observation;

import org.jspecify.annotations.NullMarked;
