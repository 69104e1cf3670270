package dev.requeststate.folio.soak;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A customer who fills a cart book by book, orders it, and looks at the order, each time
 * at whichever instance comes next. What comes back is looked at for what is another
 * customer's.
 */
final class OrderVisit {

	private static final int OK = 200;

	private static final int SEE_OTHER = 303;

	private static final int LISTENERS = 4;

	private static final String ORDERS = "/orders/";

	private final Asking asking;

	private final OrderLedger ledger;

	private final SoakTally tally;

	OrderVisit(OrderLedger ledger, SoakTally tally) {
		this.asking = new Asking(tally);
		this.ledger = ledger;
		this.tally = tally;
	}

	/**
	 * Order something.
	 * @param basket what
	 * @param servers the instance to ask: the second one if possible, or not
	 * @param random which of them
	 */
	void order(Basket basket, Servers servers, Random random) throws InterruptedException {
		ShopClient client = new ShopClient(basket.language());
		if (!fill(client, basket, servers, random)) {
			return;
		}
		this.ledger.sent(basket);
		Optional<ShopClient.Reply> placed = this.asking.ask("POST /orders", servers.one(random.nextBoolean()),
				SEE_OTHER, (server) -> client.post(server, "/orders", Map.of()));
		Optional<String> order = placed.flatMap((reply) -> reply.header("Location"))
			.filter((location) -> location.startsWith(ORDERS))
			.map((location) -> location.substring(ORDERS.length()));
		if (order.isEmpty()) {
			return;
		}
		this.ledger.confirmed(basket, order.get());
		look(client, basket, order.get(), servers.one(random.nextBoolean()));
		if (random.nextInt(LISTENERS) == 0) {
			this.asking.ask("GET /orders/…/status", servers.one(random.nextBoolean()), OK,
					(server) -> client.get(server, ORDERS + order.get() + "/status"));
		}
	}

	private boolean fill(ShopClient client, Basket basket, Servers servers, Random random) throws InterruptedException {
		int filled = 0;
		for (OrderLine line : basket.lines()) {
			Optional<ShopClient.Reply> reply = this.asking
				.ask("POST /cart", servers.one(random.nextBoolean()), SEE_OTHER, (server) -> client.post(server,
						"/cart",
						Map.of("slug", line.slug(), "quantity", Integer.toString(line.quantity()), "action", "set")));
			if (reply.isEmpty()) {
				return false;
			}
			filled++;
			if (!client.cart().equals(basket.cookie(filled))) {
				this.tally.foreign("POST /cart",
						"the cart is '" + client.cart() + "' and not '" + basket.cookie(filled) + "'");
				return false;
			}
		}
		return true;
	}

	private void look(ShopClient client, Basket basket, String order, URI at) throws InterruptedException {
		Optional<ShopClient.Reply> page = this.asking.ask("GET /orders/…", at, OK,
				(server) -> client.get(server, ORDERS + order));
		if (page.isEmpty()) {
			return;
		}
		Document document = Jsoup.parse(page.get().body());
		expect("the order", order, document.getElementsByAttributeValue("data-testid", "order-id").text()::equals,
				document);
		expect("the language", basket.language(), document.getElementsByTag("html").attr("lang")::equals, document);
		List<OrderLine> lines = document.select("li.line").stream().map(OrderVisit::line).toList();
		expect("the lines", basket.lines().toString(), lines.toString()::equals, document);
	}

	private void expect(String what, String expected, Predicate<String> found, Document document) {
		if (!found.test(expected)) {
			this.tally.foreign("GET /orders/…", what + " should be " + expected + " in: " + document.body().text());
		}
	}

	private static OrderLine line(Element line) {
		String book = line.select("a.line-title").attr("href");
		String quantity = line.select(".line-each").text().split(" ", 2)[0];
		return new OrderLine(book.substring(book.lastIndexOf('/') + 1), Integer.parseInt(quantity));
	}

	/**
	 * Which servers there are to be asked.
	 */
	interface Servers {

		/**
		 * Returns an instance that is to be asked once.
		 * @param second whether it is to be the second one, as long as that is there
		 */
		URI one(boolean second);

	}

}
