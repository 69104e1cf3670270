package dev.requeststate.folio.order;

import dev.requeststate.RequestState;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The order that this request has placed. Safe for use by several threads.
 */
@RequestState
@Component
class PlacedOrder {

	private volatile @Nullable String id;

	void placed(String id) {
		this.id = id;
	}

	/**
	 * The name of the order.
	 * @throws IllegalStateException if this request has placed none
	 */
	String id() {
		String id = this.id;
		if (id == null) {
			throw new IllegalStateException("This request has placed no order");
		}
		return id;
	}

}
