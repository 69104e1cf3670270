/**
 * Folio as a process of its own, as the suites run it: in each
 * {@linkplain dev.requeststate.folio.process.FolioForm form} that the
 * {@linkplain dev.requeststate.folio.process.BuildOutput build} has made of it, and
 * {@linkplain dev.requeststate.folio.process.FolioProcess started} until it serves HTTP.
 */
@NullMarked
package dev.requeststate.folio.process;

import org.jspecify.annotations.NullMarked;
