package dev.requeststate.folio.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the customers know of their orders, and whether the database agrees. Usable by
 * several threads at once.
 */
final class OrderLedger {

	private final Map<List<OrderLine>, Basket> sent = new HashMap<>();

	private final Map<String, Basket> confirmed = new LinkedHashMap<>();

	private final List<String> objections = new ArrayList<>();

	/**
	 * Note that a customer is about to order. Whether that succeeds, the customer may
	 * never learn.
	 */
	synchronized void sent(Basket basket) {
		if (this.sent.put(basket.lines(), basket) != null) {
			throw new IllegalStateException("Two customers with the same basket " + basket.lines());
		}
	}

	/**
	 * Note that a customer was told that the order is placed.
	 */
	synchronized void confirmed(Basket basket, String order) {
		Basket other = this.confirmed.put(order, basket);
		if (other != null) {
			this.objections.add("order " + order + " was given to two customers, " + other + " and " + basket);
		}
	}

	/**
	 * Returns how many orders were confirmed to their customers.
	 */
	synchronized int confirmedCount() {
		return this.confirmed.size();
	}

	/**
	 * Returns what customers and database do not agree on, nothing if all is well.
	 * @param stored all orders in the database
	 */
	synchronized List<String> objections(List<StoredOrder> stored) {
		List<String> found = new ArrayList<>(this.objections);
		Map<String, StoredOrder> byId = new HashMap<>();
		Map<List<OrderLine>, StoredOrder> byLines = new HashMap<>();
		for (StoredOrder order : stored) {
			byId.put(order.id(), order);
			StoredOrder twin = byLines.put(order.lines(), order);
			if (twin != null) {
				found.add("orders " + twin.id() + " and " + order.id() + " are one order, placed twice");
			}
			Basket basket = this.sent.get(order.lines());
			if (basket == null) {
				found.add("order " + order.id() + " has lines that nobody has ordered: " + order.lines());
			}
			else {
				confirmation(order, basket, found);
			}
		}
		this.confirmed.forEach((id, basket) -> stored(id, basket, byId, found));
		return found;
	}

	private static void confirmation(StoredOrder order, Basket basket, List<String> found) {
		if (order.confirmedIn() == null) {
			found.add("the confirmation of order " + order.id() + " is lost"
					+ (order.inOutbox() ? ": it is still in the outbox" : ""));
		}
		else if (!order.confirmedIn().equals(basket.language())) {
			found.add("order " + order.id() + " was confirmed in '" + order.confirmedIn() + "', its customer speaks '"
					+ basket.language() + "'");
		}
		else if (order.inOutbox()) {
			found.add("order " + order.id() + " was confirmed, and is still in the outbox");
		}
	}

	private static void stored(String id, Basket basket, Map<String, StoredOrder> stored, List<String> found) {
		StoredOrder order = stored.get(id);
		if (order == null) {
			found.add("order " + id + " is lost: it was confirmed to its customer, who has ordered " + basket);
		}
		else if (!order.lines().equals(basket.lines())) {
			found.add("order " + id + " has the lines " + order.lines() + ", its customer has ordered " + basket);
		}
	}

}
