/**
 * Beans that belong to a request: the scope, and the stand-ins that are injected for its
 * beans.
 * <p>
 * {@link dev.requeststate.spring.scope.RequestStateScope} keeps each bean in a request
 * local. {@link dev.requeststate.spring.scope.RequestStateScopeConfiguration} brings the
 * scope into an application context (the auto-configuration does it).
 * {@link dev.requeststate.spring.scope.StateProxy} is what every stand-in can be asked
 * for.
 */
@NullMarked
package dev.requeststate.spring.scope;

import org.jspecify.annotations.NullMarked;
