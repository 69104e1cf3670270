/**
 * Orders. What a request began goes on after its response, in its own context: the
 * {@link dev.requeststate.folio.order.Confirmations confirmation} goes out then, and an
 * {@link dev.requeststate.folio.order.OrderStatusStream} tells the reader, in the
 * reader's language, from the application's executor. What a request could not finish is
 * in the {@link dev.requeststate.folio.order.Outbox outbox}, and sent by a
 * {@link dev.requeststate.folio.order.LeftoverConfirmations job}, in a context that it
 * opens.
 */
@NullMarked
package dev.requeststate.folio.order;

import org.jspecify.annotations.NullMarked;
