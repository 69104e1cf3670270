/**
 * The cart: its lines live in a cookie between requests and in
 * {@link dev.requeststate.folio.cart.Cart} during one.
 */
@NullMarked
package dev.requeststate.folio.cart;

import org.jspecify.annotations.NullMarked;
