/**
 * The page that proves isolation. Each request carries its own token in five places and
 * must get exactly that one back, through every way that a request can take; see
 * {@link dev.requeststate.folio.isolation.IsolationRequest} for the contract.
 */
@NullMarked
package dev.requeststate.folio.isolation;

import org.jspecify.annotations.NullMarked;
