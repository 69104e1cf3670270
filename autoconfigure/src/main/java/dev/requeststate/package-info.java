/**
 * The annotation that makes a bean belong to a request,
 * {@link dev.requeststate.RequestState}, and the one that opens a context for what is no
 * HTTP request, {@link dev.requeststate.OpensRequestContext}. How it is done is in
 * {@code dev.requeststate.spring.scope} and {@code dev.requeststate.spring.job}.
 */
@NullMarked
package dev.requeststate;

import org.jspecify.annotations.NullMarked;
