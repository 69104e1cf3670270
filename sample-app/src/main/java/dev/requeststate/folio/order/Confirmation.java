package dev.requeststate.folio.order;

import java.util.Locale;

/**
 * What was sent to confirm an order.
 *
 * @param requestId the context that sent it: that of the request that has ordered, after
 * its response, or that of a letter which was left over
 * @param locale the language it is in
 * @param subject what it says above all
 */
record Confirmation(String requestId, Locale locale, String subject) {
}
