/**
 * How a page is made: {@link dev.requeststate.folio.page.Section sections} are rendered
 * in parallel first, and while they are, they add to the request's
 * {@link dev.requeststate.folio.page.Head} and
 * {@link dev.requeststate.folio.page.InsertedHtml}; then
 * {@link dev.requeststate.folio.page.Pages} writes the document around them.
 */
@NullMarked
package dev.requeststate.folio.page;

import org.jspecify.annotations.NullMarked;
