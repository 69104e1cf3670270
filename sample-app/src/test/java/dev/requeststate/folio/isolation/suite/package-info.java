/**
 * The black-box suite of the isolation page: it starts Folio as a process of its own,
 * sends it many requests at once and reads every byte that comes back.
 * {@link dev.requeststate.folio.isolation.suite.IsolationSuite} is the entry;
 * {@link dev.requeststate.folio.isolation.suite.Oracle} decides what a right answer is.
 * Nothing here calls the application's classes, so the same suite judges it run from its
 * class directories and as the packaged jar.
 */
@NullMarked
package dev.requeststate.folio.isolation.suite;

import org.jspecify.annotations.NullMarked;
