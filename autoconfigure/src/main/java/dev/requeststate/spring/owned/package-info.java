/**
 * Finds beans of one request that are called from another: the cross-request guard.
 * <p>
 * {@link dev.requeststate.spring.owned.OwnedBeans} has the container make request-state
 * beans of generated subclasses, whose methods know the request that the bean belongs to.
 * {@link dev.requeststate.spring.owned.CrossRequestGuard} decides what becomes of a call
 * from elsewhere; {@link dev.requeststate.spring.owned.CrossRequestObserver} is told.
 */
@NullMarked
package dev.requeststate.spring.owned;

import org.jspecify.annotations.NullMarked;
