package dev.requeststate.folio.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.requeststate.folio.page.Language;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The confirmations in the database that are still to be sent. Each is claimed for a
 * while by whoever is about to send it: first by the request that has placed the order.
 * If that one does not get to the end, because Folio was killed for instance, the claim
 * runs out, and any instance may claim the letter. The times are the database's, so the
 * clocks of several instances need not agree.
 */
@Component
final class Outbox {

	// Few, so that instances that look at the same time soon look at different ones.
	private static final int CANDIDATES = 10;

	private static final String UNTIL = "CURRENT_TIMESTAMP + CAST(:seconds AS INTEGER) * INTERVAL '1' SECOND";

	private final JdbcClient client;

	private final Duration claim;

	Outbox(JdbcClient client, @Value("${folio.outbox.claim}") Duration claim) {
		this.client = client;
		this.claim = claim;
	}

	/**
	 * Put a letter in, claimed for the caller, who sends it. To be called in the
	 * transaction that stores the order.
	 */
	void add(Letter letter) {
		this.client
			.sql("INSERT INTO order_outbox (order_id, language, claimed_until) VALUES (:order, :language, " + UNTIL
					+ ")")
			.param("order", letter.order())
			.param("language", letter.language().locale().toLanguageTag())
			.param("seconds", this.claim.toSeconds())
			.update();
	}

	/**
	 * Claim a letter that was left over; empty if there is none. No two callers get the
	 * same one while the claim holds.
	 */
	Optional<Letter> claimNext() {
		List<Letter> candidates = this.client
			.sql("SELECT order_id, language FROM order_outbox WHERE claimed_until < CURRENT_TIMESTAMP "
					+ "ORDER BY claimed_until LIMIT " + CANDIDATES)
			.query(Outbox::letter)
			.list();
		return candidates.stream().filter(this::claim).findFirst();
	}

	private boolean claim(Letter letter) {
		// Whoever comes second waits for the row, and then finds it claimed.
		return this.client
			.sql("UPDATE order_outbox SET claimed_until = " + UNTIL
					+ " WHERE order_id = :order AND claimed_until < CURRENT_TIMESTAMP")
			.param("order", letter.order())
			.param("seconds", this.claim.toSeconds())
			.update() > 0;
	}

	/**
	 * Take a letter out. To be called in the transaction that stores what was sent.
	 * @return false if it is not there: somebody else has sent it
	 */
	boolean remove(String order) {
		return this.client.sql("DELETE FROM order_outbox WHERE order_id = :order").param("order", order).update() > 0;
	}

	private static Letter letter(ResultSet row, int number) throws SQLException {
		return new Letter(row.getString("order_id"), Language.of(Locale.forLanguageTag(row.getString("language"))));
	}

}
