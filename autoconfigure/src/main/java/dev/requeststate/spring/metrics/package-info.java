/**
 * Meters of the request contexts:
 * {@link dev.requeststate.spring.metrics.RequestStateMetrics}. Micrometer is optional.
 */
@NullMarked
package dev.requeststate.spring.metrics;

import org.jspecify.annotations.NullMarked;
