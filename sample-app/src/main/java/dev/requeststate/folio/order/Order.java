package dev.requeststate.folio.order;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order as it was placed, and what has become of it.
 *
 * @param id its name in addresses; who knows it may see the order
 * @param lines what was ordered
 * @param confirmation what was sent to confirm it, or null if nothing was sent yet
 */
record Order(String id, List<Line> lines, @Nullable Confirmation confirmation) {

	OrderStatus status() {
		return (this.confirmation != null) ? OrderStatus.CONFIRMED : OrderStatus.RECEIVED;
	}

	int totalCents() {
		return this.lines.stream().mapToInt(Line::sumCents).sum();
	}

	/**
	 * One book of an order, at the price of that day.
	 *
	 * @param slug the book
	 * @param title its title
	 * @param quantity how many of it
	 * @param priceCents what one cost, in euro cents
	 */
	record Line(String slug, String title, int quantity, int priceCents) {

		int sumCents() {
			return this.quantity * this.priceCents;
		}

	}

}
