/**
 * One store for everything that belongs to one request.
 * <p>
 * Start at {@link dev.requeststate.context.RequestLocal}, a typed key that reads like a
 * {@link java.lang.ThreadLocal} and holds one value for each request, and at
 * {@link dev.requeststate.context.RequestContext}, the store itself. A context is opened
 * by a {@link dev.requeststate.context.RequestContextFactory}, made current on a thread
 * by a {@link dev.requeststate.context.Binding}, kept open by a
 * {@link dev.requeststate.context.Lease}, and watched by a
 * {@link dev.requeststate.context.RequestContextObserver}.
 */
@NullMarked
package dev.requeststate.context;

import org.jspecify.annotations.NullMarked;
