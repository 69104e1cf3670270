/**
 * Meters of the request contexts:
 * {@link dev.requeststate.spring.metrics.RequestStateMetrics}, of cached calls:
 * {@link dev.requeststate.spring.metrics.RefusalCounter}, and of calls from the wrong
 * request: {@link dev.requeststate.spring.metrics.CrossRequestCounter}. Micrometer is
 * optional.
 */
@NullMarked
package dev.requeststate.spring.metrics;

import org.jspecify.annotations.NullMarked;
