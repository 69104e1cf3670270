/**
 * The annotation that makes a bean belong to a request:
 * {@link dev.requeststate.RequestState}. How it is done is in
 * {@code dev.requeststate.spring.scope}.
 */
@NullMarked
package dev.requeststate;

import org.jspecify.annotations.NullMarked;
