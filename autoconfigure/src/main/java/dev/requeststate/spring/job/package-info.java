/**
 * Opens contexts for what is no HTTP request:
 * {@link dev.requeststate.OpensRequestContext}, as applied by
 * {@link dev.requeststate.spring.job.OpensRequestContextPostProcessor}.
 */
@NullMarked
package dev.requeststate.spring.job;

import org.jspecify.annotations.NullMarked;
