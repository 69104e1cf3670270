package dev.requeststate.folio.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.requeststate.folio.instances.PostgresServer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The orders in the database, read past Folio.
 */
final class StoredOrders {

	private final JdbcClient client;

	StoredOrders(PostgresServer postgres) {
		this.client = JdbcClient.create(new DriverManagerDataSource(postgres.jdbcUrl(), PostgresServer.USER, ""));
	}

	/**
	 * Returns how many confirmations are still to be sent.
	 */
	int inOutbox() {
		return this.client.sql("SELECT COUNT(*) FROM order_outbox").query(Integer.class).single();
	}

	/**
	 * Returns all orders.
	 */
	List<StoredOrder> all() {
		Map<String, StoredOrder> orders = new LinkedHashMap<>();
		this.client.sql("""
				SELECT o.id, c.locale, x.order_id IS NOT NULL AS in_outbox, l.slug, l.quantity
				FROM orders o
				LEFT JOIN order_line l ON l.order_id = o.id
				LEFT JOIN order_confirmation c ON c.order_id = o.id
				LEFT JOIN order_outbox x ON x.order_id = o.id
				ORDER BY o.id, l.number""").query((row) -> {
			String id = row.getString("id");
			String locale = row.getString("locale");
			boolean inOutbox = row.getBoolean("in_outbox");
			String slug = row.getString("slug");
			List<OrderLine> lines = orders
				.computeIfAbsent(id, (none) -> new StoredOrder(id, new ArrayList<>(), locale, inOutbox))
				.lines();
			if (slug != null) {
				lines.add(new OrderLine(slug, row.getInt("quantity")));
			}
		});
		return List.copyOf(orders.values());
	}

}
