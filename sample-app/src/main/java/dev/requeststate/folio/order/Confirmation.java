package dev.requeststate.folio.order;

import java.util.Locale;

/**
 * What was sent to confirm an order.
 *
 * @param requestId the request that sent it, after its response
 * @param locale the language it is in
 * @param subject what it says above all
 */
record Confirmation(String requestId, Locale locale, String subject) {
}
