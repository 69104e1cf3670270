/**
 * The page that shows what request contexts do, live: a
 * {@link dev.requeststate.folio.inside.LaneRecorder} takes down a bounded number of them,
 * the endpoint {@code requeststate} adds what is open, and
 * {@link dev.requeststate.folio.inside.Picture} draws both.
 */
@NullMarked
package dev.requeststate.folio.inside;

import org.jspecify.annotations.NullMarked;
