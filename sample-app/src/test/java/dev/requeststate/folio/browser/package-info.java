/**
 * Folio as people see it, in a real browser:
 * {@linkplain dev.requeststate.folio.browser.Visitor visitors} with
 * {@linkplain dev.requeststate.folio.browser.Tab tabs} go through its
 * {@linkplain dev.requeststate.folio.browser.FolioPage pages}, which are
 * {@linkplain dev.requeststate.folio.browser.PageCheck checked} on the way.
 */
@NullMarked
package dev.requeststate.folio.browser;

import org.jspecify.annotations.NullMarked;
