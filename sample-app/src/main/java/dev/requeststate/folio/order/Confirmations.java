package dev.requeststate.folio.order;

import java.time.Duration;

import dev.requeststate.context.RequestContext;
import dev.requeststate.folio.page.Language;
import dev.requeststate.folio.page.Texts;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Confirms orders, after the response: no reader waits for a letter to be written. Which
 * order, for whom and in which language, is what request state says, although the request
 * has had its answer.
 */
@Component
final class Confirmations {

	private final Orders orders;

	private final PlacedOrder placed;

	private final Texts texts;

	private final Duration takes;

	Confirmations(Orders orders, PlacedOrder placed, Texts texts,
			@Value("${folio.confirmation-takes}") Duration takes) {
		this.orders = orders;
		this.placed = placed;
		this.texts = texts;
		this.takes = takes;
	}

	/**
	 * Confirm the order that this request has placed. If Folio ends between the sending
	 * and the keeping account of it, the confirmation is sent twice: once less is not to
	 * be had without losing some.
	 */
	void send() {
		write();
		String order = this.placed.id();
		this.orders.confirm(order, new Confirmation(RequestContext.current().id(), Language.current().locale(),
				this.texts.get("order.subject", order)));
	}

	// Folio writes to nobody, but takes as long as somebody who does.
	private void write() {
		try {
			Thread.sleep(this.takes.toMillis());
		}
		catch (InterruptedException ex) {
			// Then it is sent at once: the application ends.
			Thread.currentThread().interrupt();
		}
	}

}
