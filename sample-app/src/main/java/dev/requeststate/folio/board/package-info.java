/**
 * The board: whoever looks at it has this server send itself many requests for the
 * isolation page at once, and sees each answer checked for what is another request's. A
 * {@link dev.requeststate.folio.board.Board} runs one
 * {@link dev.requeststate.folio.board.Run} at a time, within
 * {@link dev.requeststate.folio.board.BoardLimits bounds};
 * {@link dev.requeststate.folio.board.BoardModel} draws what has become of it.
 */
@NullMarked
package dev.requeststate.folio.board;

import org.jspecify.annotations.NullMarked;
