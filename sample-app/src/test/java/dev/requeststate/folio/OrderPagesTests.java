package dev.requeststate.folio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for orders, as a browser places them and looks at them.
 */
@FolioTest
@TestPropertySource(
		properties = { "folio.confirmation-takes=50ms", "folio.status-longest=12s", "folio.outbox.look-every=100ms" })
@Timeout(60)
class OrderPagesTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@LocalServerPort
	private int port;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private JdbcClient jdbc;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@Test
	void cartBecomesAnOrderAndIsEmpty() {
		assertThat(this.browser.get("/cart", "Cookie", "cart=dune:1~momo:2").body())
			.contains("<form class=\"order-form\" method=\"post\" action=\"/orders\">");
		HttpResponse<String> placed = order("en");
		assertThat(placed.statusCode()).isEqualTo(303);
		assertThat(placed.headers().firstValue("X-Folio-Cart")).contains("0");
		assertThat(placed.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.startsWith("cart=;")
			.contains("01 Jan 1970");
		assertThat(id(placed)).matches("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}");
		HttpResponse<String> page = this.browser.get("/orders/" + id(placed));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).containsOnlyOnce("<title>")
			.contains("<title>Thank you</title>", "data-testid=\"order-id\">" + id(placed) + "<", "Momo",
					"2 at €11.90 each", ">1 at €12.90<", "data-testid=\"order-total\">€36.70<")
			.doesNotContain("??");
	}

	@Test
	void confirmationIsSentAfterTheResponseByTheRequestThatOrderedInItsLanguage() {
		String id = id(order("de-AT, en;q=0.5"));
		Map<String, Object> confirmation = awaitConfirmation(id);
		assertThat(confirmation).containsEntry("LOCALE", "de").containsEntry("SUBJECT", "Folio: Ihre Bestellung " + id);
		assertThat(confirmation.get("REQUEST_ID")).asString()
			.matches("[0-9a-f]{16}")
			.isEqualTo(this.jdbc.sql("SELECT request_id FROM orders WHERE id = :id")
				.param("id", id)
				.query(String.class)
				.single());
		String page = this.browser.get("/orders/" + id).body();
		assertThat(page)
			.contains("We have written to you in German. Request " + confirmation.get("REQUEST_ID"),
					"data-status=\"confirmed\"", "data-step=\"confirmed\" aria-current=\"step\"")
			.doesNotContain("data-events", "/order.js");
		assertThat(this.browser.get("/orders/" + id, "Accept-Language", "de").body())
			.contains("auf Deutsch geschrieben")
			.doesNotContain("??");
	}

	@Test
	void confirmationThatWasSentIsNotInTheOutboxAnyMore() {
		String id = id(order("en"));
		awaitConfirmation(id);
		assertThat(isInTheOutbox(id)).isFalse();
	}

	@Test
	void confirmationThatWasLeftOverIsSentInItsReadersLanguageByAContextOfItsOwn() {
		String id = unconfirmed("left-over-0001");
		long opened = stats().path("opened").asLong();
		putIntoTheOutbox(id, "de", -1);
		Map<String, Object> confirmation = awaitConfirmation(id);
		assertThat(confirmation).containsEntry("LOCALE", "de").containsEntry("SUBJECT", "Folio: Ihre Bestellung " + id);
		assertThat(confirmation.get("REQUEST_ID")).asString().matches("[0-9a-f]{16}");
		assertThat(isInTheOutbox(id)).isFalse();
		assertThat(stats().path("opened").asLong()).isGreaterThan(opened + 1);
		awaitNothingOpen();
	}

	@Test
	void confirmationThatSomebodyHasBegunToSendIsLeftToThem() {
		String begun = unconfirmed("left-over-0002");
		String left = unconfirmed("left-over-0003");
		putIntoTheOutbox(begun, "en", 3600);
		putIntoTheOutbox(left, "en", -1);
		awaitConfirmation(left);
		assertThat(isInTheOutbox(begun)).isTrue();
		assertThat(this.browser.get("/orders/" + begun).body()).contains("data-status=\"received\"");
	}

	@Test
	void pageOfAnOrderThatIsNotConfirmedListensAndCanBeReadWithoutAScript() {
		String id = unconfirmed("wait-page-0001");
		HttpResponse<String> page = this.browser.get("/orders/" + id);
		assertThat(page.body()).contains("data-status=\"received\" data-events=\"/orders/" + id + "/status\"",
				"<script src=\"/order.js\"", "We have your order, and are writing to you.",
				"<noscript><p class=\"small\"><a href=\"/orders/" + id + "\">");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("connect-src 'self'");
	}

	@Test
	void statusIsToldWhenItChangesAndThatIsTheEnd() throws IOException {
		String id = unconfirmed("wait-tell-0001");
		try (BufferedReader events = listen(id)) {
			JsonNode first = next(events);
			assertThat(first.path("status").asString()).isEqualTo("received");
			assertThat(first.path("text").asString()).startsWith("Wir haben Ihre Bestellung");
			this.jdbc
				.sql("INSERT INTO order_confirmation (order_id, request_id, locale, subject) "
						+ "VALUES (:id, '00c0ffee00c0ffee', 'en', 'test')")
				.param("id", id)
				.update();
			JsonNode second = next(events);
			assertThat(second.path("status").asString()).isEqualTo("confirmed");
			assertThat(second.path("text").asString()).contains("auf Englisch geschrieben", "00c0ffee00c0ffee");
			assertThat(events.lines()).allMatch(String::isBlank);
		}
		awaitNothingOpen();
	}

	@Test
	void readerWhoWaitsTooLongIsLetGo() throws IOException {
		try (BufferedReader events = listen(unconfirmed("wait-long-0001"))) {
			List<String> lines = events.lines().toList();
			assertThat(lines).contains("event:status", ":").noneMatch((line) -> line.contains("confirmed"));
		}
		awaitNothingOpen();
	}

	@Test
	void readerWhoGoesAwayLeavesNothingOpen() throws IOException {
		try (BufferedReader events = listen(unconfirmed("wait-gone-0001"))) {
			next(events);
			assertThat(stats().path("active").asInt()).isPositive();
		}
		// Before the time is over, which would close it as well.
		Awaitility.await().atMost(Duration.ofSeconds(9)).until(() -> stats().path("active").asInt() == 0);
	}

	@Test
	void whatCannotBeOrderedIsRefusedAndNothingIsStored() {
		int before = orders();
		for (String cart : List.of("cart=", "cart=no-such-book:2")) {
			HttpResponse<String> refused = this.browser.post("/orders", Map.of(), "Cookie", cart);
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains("There is nothing in your cart to be ordered.");
		}
		HttpResponse<String> elsewhere = this.browser.post("/orders", Map.of(), "Cookie", "cart=momo:1",
				"Sec-Fetch-Site", "cross-site");
		assertThat(elsewhere.statusCode()).isEqualTo(403);
		assertThat(elsewhere.headers().allValues("Set-Cookie")).isEmpty();
		assertThat(orders()).isEqualTo(before);
	}

	@Test
	void unknownOrderIsNotFound() {
		HttpResponse<String> page = this.browser.get("/orders/no-such-order");
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(page.body()).contains("There is no order of that name.");
		assertThat(this.browser.get("/orders/no-such-order/status", "Accept", "text/event-stream").statusCode())
			.isEqualTo(404);
	}

	private HttpResponse<String> order(String language) {
		return this.browser.post("/orders", Map.of(), "Cookie", "cart=dune:1~momo:2", "Accept-Language", language);
	}

	private static String id(HttpResponse<String> placed) {
		String location = placed.headers().firstValue("Location").orElseThrow();
		assertThat(location).startsWith("/orders/");
		return location.substring("/orders/".length());
	}

	private Map<String, Object> awaitConfirmation(String id) {
		return Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.jdbc.sql("SELECT * FROM order_confirmation WHERE order_id = :id")
				.param("id", id)
				.query()
				.listOfRows(), (rows) -> rows.size() == 1)
			.get(0);
	}

	private String unconfirmed(String id) {
		this.jdbc.sql("INSERT INTO orders (id, request_id) VALUES (:id, '0')").param("id", id).update();
		this.jdbc
			.sql("INSERT INTO order_line (order_id, number, slug, title, quantity, price_cents) "
					+ "VALUES (:id, 1, 'sold-out', 'A book that is gone', 1, 990)")
			.param("id", id)
			.update();
		return id;
	}

	private void putIntoTheOutbox(String id, String language, int claimedForSeconds) {
		this.jdbc
			.sql("INSERT INTO order_outbox (order_id, language, claimed_until) "
					+ "VALUES (:id, :language, CURRENT_TIMESTAMP + CAST(:seconds AS INTEGER) * INTERVAL '1' SECOND)")
			.param("id", id)
			.param("language", language)
			.param("seconds", claimedForSeconds)
			.update();
	}

	private boolean isInTheOutbox(String id) {
		return this.jdbc.sql("SELECT COUNT(*) FROM order_outbox WHERE order_id = :id")
			.param("id", id)
			.query(Integer.class)
			.single() > 0;
	}

	private int orders() {
		return this.jdbc.sql("SELECT COUNT(*) FROM orders").query(Integer.class).single();
	}

	private BufferedReader listen(String id) {
		HttpResponse<InputStream> response = this.browser.listen("/orders/" + id + "/status", "Accept",
				"text/event-stream", "Accept-Language", "de");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	private static JsonNode next(BufferedReader events) throws IOException {
		String line = events.readLine();
		while (line != null && !line.startsWith("data:")) {
			line = events.readLine();
		}
		assertThat(line).as("an event").isNotNull();
		return JSON.readTree(line.substring("data:".length()));
	}

	private void awaitNothingOpen() {
		Awaitility.await().atMost(PATIENCE).until(() -> stats().path("active").asInt() == 0);
	}

	private JsonNode stats() {
		return JSON.readTree(this.browser.get("/isolation/stats").body());
	}

}
