/**
 * The black-box suites of development and of what comes after it:
 * {@link dev.requeststate.folio.dev.DevSuite} edits a copy of Folio's sources, compiles
 * it under a running Folio and looks at every answer of the restarts;
 * {@link dev.requeststate.folio.dev.PackagedSuite} looks at the same page where nothing
 * ever restarts. {@link dev.requeststate.folio.dev.VisitOracle} decides what a right
 * answer is.
 */
@NullMarked
package dev.requeststate.folio.dev;

import org.jspecify.annotations.NullMarked;
