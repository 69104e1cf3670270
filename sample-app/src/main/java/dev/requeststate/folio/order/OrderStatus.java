package dev.requeststate.folio.order;

import java.util.Locale;

/**
 * How far an order has come.
 */
enum OrderStatus {

	/**
	 * It is stored.
	 */
	RECEIVED,

	/**
	 * Its confirmation is sent. Nothing more will become of it: Folio has no parcels.
	 */
	CONFIRMED;

	/**
	 * The name of the status in events, in pages and among the messages.
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
