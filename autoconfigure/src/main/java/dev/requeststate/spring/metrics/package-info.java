/**
 * Meters of the request contexts:
 * {@link dev.requeststate.spring.metrics.RequestStateMetrics}, and of cached calls:
 * {@link dev.requeststate.spring.metrics.RefusalCounter}. Micrometer is optional.
 */
@NullMarked
package dev.requeststate.spring.metrics;

import org.jspecify.annotations.NullMarked;
