/**
 * Folio, a small bookshop that shows request state at work. A page is made in
 * {@link dev.requeststate.folio.page}; what the shop sells is in
 * {@link dev.requeststate.folio.catalog}, its pages in
 * {@link dev.requeststate.folio.shop} and {@link dev.requeststate.folio.cart}. The page
 * that proves that no request sees another's state is in
 * {@link dev.requeststate.folio.isolation}.
 */
@NullMarked
package dev.requeststate.folio;

import org.jspecify.annotations.NullMarked;
