package dev.requeststate.folio.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shop that is right, or wrong in the way that a test wants, and one customer.
 */
class OrderVisitTests {

	private final SoakTally tally = new SoakTally(new FaultLog());

	private final OrderLedger ledger = new OrderLedger();

	private final Basket basket = Basket.of(4711, new Random(1));

	private HttpServer shop;

	private int filled;

	private String foreignCart = "";

	private String shownOrder = "order-1";

	private List<OrderLine> shownLines = this.basket.lines();

	private int orderStatus = 303;

	@BeforeEach
	void open() throws IOException {
		this.shop = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.shop.createContext("/cart", this::cart);
		this.shop.createContext("/orders", this::order);
		this.shop.createContext("/orders/", this::page);
		this.shop.start();
	}

	@AfterEach
	void close() {
		this.shop.stop(0);
	}

	@Test
	void customerWhoGetsTheOwnOrderIsContent() throws InterruptedException {
		order();
		assertThat(this.tally.foreignDetails()).isEmpty();
		assertThat(this.tally.unexplainedDetails()).isEmpty();
		assertThat(this.ledger.confirmedCount()).isEqualTo(1);
		assertThat(this.tally.rightCount("POST /cart")).isEqualTo(4);
	}

	@Test
	void cartOfAnotherCustomerIsFound() throws InterruptedException {
		this.foreignCart = "momo:7";
		order();
		assertThat(this.tally.foreignDetails()).singleElement().asString().contains("the cart is 'momo:7' and not");
		assertThat(this.ledger.confirmedCount()).isZero();
	}

	@Test
	void orderOfAnotherCustomerIsFound() throws InterruptedException {
		this.shownOrder = "order-2";
		order();
		assertThat(this.tally.foreignDetails()).singleElement().asString().contains("the order should be order-1");
	}

	@Test
	void linesOfAnotherCustomerAreFound() throws InterruptedException {
		this.shownLines = Basket.of(4712, new Random(2)).lines();
		order();
		assertThat(this.tally.foreignDetails()).singleElement().asString().contains("the lines should be");
	}

	@Test
	void orderThatWasNotAnsweredIsNotConfirmed() throws InterruptedException {
		this.orderStatus = 500;
		order();
		assertThat(this.ledger.confirmedCount()).isZero();
		assertThat(this.tally.unexplainedDetails()).singleElement().asString().startsWith("POST /orders: 500");
		assertThat(this.ledger.objections(List.of())).isEmpty();
	}

	private void order() throws InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + this.shop.getAddress().getPort());
		new OrderVisit(this.ledger, this.tally).order(this.basket, (second) -> uri, new Random(1));
	}

	private void cart(HttpExchange exchange) throws IOException {
		this.filled++;
		String cart = this.foreignCart.isEmpty() ? this.basket.cookie(this.filled) : this.foreignCart;
		exchange.getResponseHeaders().add("Set-Cookie", "cart=" + cart + "; Path=/");
		send(exchange, 303, "");
	}

	private void order(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().add("Location", "/orders/order-1");
		send(exchange, this.orderStatus, "");
	}

	private void page(HttpExchange exchange) throws IOException {
		String lines = this.shownLines.stream()
			.map((line) -> """
					<li class="line"><a class="line-title" href="/books/%s">Book</a>
					<span class="line-each">%d at €1 each</span></li>""".formatted(line.slug(), line.quantity()))
			.collect(Collectors.joining());
		send(exchange, 200, """
				<!doctype html><html lang="%s"><body><code data-testid="order-id">%s</code><ul>%s</ul></body></html>
				""".formatted(this.basket.language(), this.shownOrder, lines));
	}

	private static void send(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		try (exchange) {
			exchange.getResponseBody().write(bytes);
		}
	}

}
