package dev.requeststate.folio.browser;

/**
 * What somebody wants to buy.
 *
 * @param shelf the key of the shelf where it stands
 * @param slug its name in addresses
 * @param title its title
 * @param quantity how many of it
 */
record Wanted(String shelf, String slug, String title, int quantity) {
}
