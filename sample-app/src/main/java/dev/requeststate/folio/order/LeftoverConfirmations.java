package dev.requeststate.folio.order;

import java.util.Optional;

import dev.requeststate.context.RequestContext;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends the confirmations that no request has sent: when Folio starts, and every now and
 * then.
 * <p>
 * There is no request here, and no context of one. So each letter gets a context of its
 * own, which is told what a request would have said: which order, and in which language.
 * All that sends a letter works in it as it does in a request.
 */
@Component
final class LeftoverConfirmations {

	private final Outbox outbox;

	private final PlacedOrder placed;

	private final Confirmations confirmations;

	LeftoverConfirmations(Outbox outbox, PlacedOrder placed, Confirmations confirmations) {
		this.outbox = outbox;
		this.placed = placed;
		this.confirmations = confirmations;
	}

	/**
	 * Send all that is left over, one after the other. What fails is tried again when its
	 * claim has run out.
	 */
	@Scheduled(fixedDelayString = "${folio.outbox.look-every}")
	void send() {
		for (Optional<Letter> next = this.outbox.claimNext(); next.isPresent(); next = this.outbox.claimNext()) {
			Letter letter = next.get();
			RequestContext.run("confirmation of " + letter.order(), () -> {
				letter.language().makeCurrent();
				this.placed.placed(letter.order());
				this.confirmations.send();
			});
		}
	}

}
