package dev.requeststate.folio.order;

import dev.requeststate.folio.page.Language;

/**
 * A confirmation that is still to be sent.
 *
 * @param order the order that it confirms
 * @param language the language that its reader speaks
 */
record Letter(String order, Language language) {
}
