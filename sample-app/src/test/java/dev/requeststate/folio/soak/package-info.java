/**
 * Two instances of Folio, a PostgreSQL and a Redis under load for a long time, while
 * everything breaks that can: {@link dev.requeststate.folio.soak.SoakSuite} is the entry,
 * {@link dev.requeststate.folio.soak.Fault} says what breaks, and
 * {@link dev.requeststate.folio.soak.OrderLedger},
 * {@link dev.requeststate.folio.soak.HeapTrend} and
 * {@link dev.requeststate.folio.soak.SoakTally} judge what has come of it.
 */
@NullMarked
package dev.requeststate.folio.soak;

import org.jspecify.annotations.NullMarked;
