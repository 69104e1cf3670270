/**
 * Orders. What a request began goes on after its response, in its own context: the
 * {@link dev.requeststate.folio.order.Confirmations confirmation} goes out then, and an
 * {@link dev.requeststate.folio.order.OrderStatusStream} tells the reader, in the
 * reader's language, from the application's executor.
 */
@NullMarked
package dev.requeststate.folio.order;

import org.jspecify.annotations.NullMarked;
