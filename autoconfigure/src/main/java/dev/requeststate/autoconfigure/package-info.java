/**
 * The Spring Boot wiring: auto-configuration, the {@code request-state.*} properties, and
 * what is said at start-up when something is wrong.
 * <p>
 * Start at {@link dev.requeststate.autoconfigure.RequestStateAutoConfiguration} and
 * {@link dev.requeststate.autoconfigure.RequestStateProperties}.
 */
@NullMarked
package dev.requeststate.autoconfigure;

import org.jspecify.annotations.NullMarked;
