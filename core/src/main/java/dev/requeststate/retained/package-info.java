/**
 * State that outlives a development restart.
 * <p>
 * Start at {@link dev.requeststate.retained.RetainedState}, a named value that is kept
 * when Spring Boot DevTools throws the application's classes away, and at
 * {@link dev.requeststate.retained.Retention}, which says what is to become of a value
 * that cannot be kept as it is. {@link dev.requeststate.retained.RetainedGeneration} is
 * for what starts applications.
 */
@NullMarked
package dev.requeststate.retained;

import org.jspecify.annotations.NullMarked;
