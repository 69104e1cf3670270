/**
 * Pages to look at request state itself: a
 * {@link dev.requeststate.folio.playground.Counter} that starts at zero with every
 * request; everything that a request says, beside what
 * {@link dev.requeststate.folio.playground.RetainedShop} keeps over a restart; and what
 * becomes of {@link dev.requeststate.folio.playground.CachedGreetings} that read it.
 */
@NullMarked
package dev.requeststate.folio.playground;

import org.jspecify.annotations.NullMarked;
