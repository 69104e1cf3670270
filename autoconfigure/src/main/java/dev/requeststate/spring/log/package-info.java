/**
 * Lets log lines lead to the request context they were written in:
 * {@link dev.requeststate.spring.log.ContextIdInMdc}.
 */
@NullMarked
package dev.requeststate.spring.log;

import org.jspecify.annotations.NullMarked;
