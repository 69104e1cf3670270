package dev.requeststate.folio.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The orders in the database. Each call takes a connection for itself and gives it back:
 * the one of the request's catalog session is gone after the response, and would be kept
 * all the time while a reader waits for news.
 */
@Component
final class Orders {

	private final JdbcClient client;

	private final TransactionTemplate transactions;

	private final Outbox outbox;

	Orders(JdbcClient client, TransactionTemplate transactions, Outbox outbox) {
		this.client = client;
		this.transactions = transactions;
		this.outbox = outbox;
	}

	/**
	 * Store an order, at today's prices, and the letter that is to confirm it: both, or
	 * neither.
	 * @param letter its confirmation, which the caller sends
	 * @param requestId the request that places it
	 * @param quantities how many of each book, by slug; books that the shop does not have
	 * are left out
	 * @return false if nothing is left to be ordered; then nothing is stored
	 */
	boolean place(Letter letter, String requestId, Map<String, Integer> quantities) {
		return Boolean.TRUE.equals(this.transactions.execute((transaction) -> {
			this.client.sql("INSERT INTO orders (id, request_id) VALUES (:id, :request)")
				.param("id", letter.order())
				.param("request", requestId)
				.update();
			this.outbox.add(letter);
			return addLines(letter.order(), quantities, transaction);
		}));
	}

	private boolean addLines(String id, Map<String, Integer> quantities, TransactionStatus transaction) {
		int lines = 0;
		for (Map.Entry<String, Integer> entry : quantities.entrySet()) {
			lines += this.client
				.sql("INSERT INTO order_line (order_id, number, slug, title, quantity, price_cents) "
						+ "SELECT :id, :number, slug, title, :quantity, price_cents FROM book WHERE slug = :slug")
				.param("id", id)
				.param("number", lines + 1)
				.param("quantity", entry.getValue())
				.param("slug", entry.getKey())
				.update();
		}
		if (lines == 0) {
			transaction.setRollbackOnly();
		}
		return lines > 0;
	}

	/**
	 * The order of that name, if there is one.
	 */
	Optional<Order> find(String id) {
		List<Order.Line> lines = this.client
			.sql("SELECT slug, title, quantity, price_cents FROM order_line WHERE order_id = :id ORDER BY number")
			.param("id", id)
			.query(Orders::line)
			.list();
		return lines.isEmpty() ? Optional.empty() : Optional.of(new Order(id, lines, confirmation(id).orElse(null)));
	}

	/**
	 * What was sent to confirm an order; empty if nothing was, or if there is no such
	 * order.
	 */
	Optional<Confirmation> confirmation(String id) {
		return this.client.sql("SELECT request_id, locale, subject FROM order_confirmation WHERE order_id = :id")
			.param("id", id)
			.query(Orders::confirmation)
			.optional();
	}

	/**
	 * Store what was sent to confirm an order, and that it need not be sent any more.
	 * Does nothing if somebody else has done so.
	 */
	void confirm(String id, Confirmation confirmation) {
		this.transactions.executeWithoutResult((transaction) -> {
			if (this.outbox.remove(id)) {
				add(id, confirmation);
			}
		});
	}

	private void add(String id, Confirmation confirmation) {
		this.client
			.sql("INSERT INTO order_confirmation (order_id, request_id, locale, subject) "
					+ "VALUES (:id, :request, :locale, :subject)")
			.param("id", id)
			.param("request", confirmation.requestId())
			.param("locale", confirmation.locale().toLanguageTag())
			.param("subject", confirmation.subject())
			.update();
	}

	private static Order.Line line(ResultSet row, int number) throws SQLException {
		return new Order.Line(row.getString("slug"), row.getString("title"), row.getInt("quantity"),
				row.getInt("price_cents"));
	}

	private static Confirmation confirmation(ResultSet row, int number) throws SQLException {
		return new Confirmation(row.getString("request_id"), Locale.forLanguageTag(row.getString("locale")),
				row.getString("subject"));
	}

}
