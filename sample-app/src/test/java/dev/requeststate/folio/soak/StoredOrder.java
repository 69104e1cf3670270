package dev.requeststate.folio.soak;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order as it is in the database.
 *
 * @param id its name
 * @param lines what was ordered, in its order
 * @param confirmedIn the language in which it was confirmed, or null if it was not
 * @param inOutbox whether its confirmation is still to be sent
 */
record StoredOrder(String id, List<OrderLine> lines, @Nullable String confirmedIn, boolean inOutbox) {
}
