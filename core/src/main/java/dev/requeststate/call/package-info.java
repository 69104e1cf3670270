/**
 * The computation of one cached call: a scope of its own, in the request but never a part
 * of its context, because its result is served to others.
 * <p>
 * {@link dev.requeststate.call.CallScope} is one such computation,
 * {@link dev.requeststate.call.CallKey} the computation of a key. What either reads from
 * the request is recorded as a {@link dev.requeststate.call.RequestRead}.
 */
@NullMarked
package dev.requeststate.call;

import org.jspecify.annotations.NullMarked;
