/**
 * The shop's pages: the front page, the shelves, and one page for each book.
 */
@NullMarked
package dev.requeststate.folio.shop;

import org.jspecify.annotations.NullMarked;
