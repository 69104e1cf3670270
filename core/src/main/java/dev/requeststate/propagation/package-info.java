/**
 * Carries the request context to other threads.
 * {@link dev.requeststate.propagation.Propagating} wraps executors, futures and single
 * tasks; each holds a lease from where it was given away to its end. A
 * {@code ThreadLocalAccessor} does the same, without a lease, for everything that speaks
 * Micrometer's context propagation.
 */
@NullMarked
package dev.requeststate.propagation;

import org.jspecify.annotations.NullMarked;
