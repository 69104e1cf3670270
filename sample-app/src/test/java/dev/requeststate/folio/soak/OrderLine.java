package dev.requeststate.folio.soak;

/**
 * One book in a cart or in an order.
 *
 * @param slug the book
 * @param quantity how many of it
 */
record OrderLine(String slug, int quantity) {
}
