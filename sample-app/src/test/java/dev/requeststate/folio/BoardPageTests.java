package dev.requeststate.folio;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the board.
 */
@FolioTest
class BoardPageTests {

	private static final String PAGE = "/playground/isolation";

	// The first answers of a server take longer than others.
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RequestContextFactory factory;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	private String key = "";

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@AfterEach
	void end() {
		if (!this.key.isEmpty()) {
			cancel("Cookie", this.key);
			awaitEnd(this.browser);
		}
	}

	private HttpResponse<String> start(Map<String, String> changes, String... headers) {
		HttpResponse<String> response = this.browser.post(PAGE, form(changes), headers);
		response.headers()
			.firstValue("Set-Cookie")
			.filter((cookie) -> cookie.startsWith("board="))
			.ifPresent((cookie) -> this.key = cookie.split(";")[0]);
		return response;
	}

	private static Map<String, String> form(Map<String, String> changes) {
		Map<String, String> form = new LinkedHashMap<>(Map.of("requests", "48", "concurrency", "8", "mode", "all",
				"threads", "platform", "target", "isolation"));
		form.putAll(changes);
		return form;
	}

	// Each of its requests takes a second.
	private HttpResponse<String> startLongRun() {
		return start(Map.of("requests", "500", "concurrency", "2", "mode", "timeout"));
	}

	private HttpResponse<String> cancel(String... headers) {
		return this.browser.post(PAGE + "/cancel", Map.of(), headers);
	}

	private Document page(String... headers) {
		return Jsoup.parse(this.browser.get(PAGE, headers).body());
	}

	private static Document awaitEnd(Browser browser) {
		return Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Jsoup.parse(browser.get(PAGE + "/board").body()),
					(board) -> !board.select("#board").attr("data-state").matches("running|stopping"));
	}

	private static String text(Document page, String id) {
		return page.select("#" + id).text();
	}

	private static int cells(Document page, String selector) {
		return page.select("#board-matrix")
			.select(selector)
			.stream()
			.mapToInt((path) -> path.attr("d").split("M", -1).length - 1)
			.sum();
	}

	@Test
	void everyAnswerOfARunIsItsOwnAndHasACell() {
		HttpResponse<String> response = start(Map.of());
		assertThat(response.statusCode()).isEqualTo(303);
		assertThat(response.headers().firstValue("Location")).hasValue(PAGE + "#board");
		Document board = awaitEnd(this.browser);
		assertThat(board.select("#board").attr("data-state")).isEqualTo("finished");
		assertThat(text(board, "board-leaks")).isEqualTo("0");
		assertThat(text(board, "board-faults")).isEqualTo("0");
		assertThat(text(board, "board-status")).isEqualTo("Finished: 48 answers, no leaks, no faults.");
		assertThat(text(board, "board-heading")).isEqualTo("48 requests, 8 at once: all, mixed, platform threads");
		assertThat(board.select("#board-progress").attr("value")).isEqualTo("48");
		assertThat(cells(board, ".cell-own")).isEqualTo(48);
		assertThat(cells(board, ".cell-leak, .cell-fault, .cell-unsent, .cell-flight")).isZero();
		assertThat(board.select("#board-matrix").attr("aria-label")).startsWith("48 requests, a cell for each");
		assertThat(board.select("#board-modes tbody tr")).hasSize(12);
		assertThat(text(board, "board-p50")).endsWith("s");
		assertThat(text(board, "board-p99")).endsWith("s");
		assertThat(board.select("#board-latency line.plot-percentile")).hasSize(3);
		assertThat(board.select("#board-findings, #board-cancel")).isEmpty();
	}

	@Test
	void everythingThatARunOpensIsClosedAndItHoldsNoLeaseOfWhoeverHasStartedIt() {
		long before = this.factory.opened();
		startLongRun();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.factory.openContexts().list()).extracting(RequestContext::name)
				.anyMatch((name) -> name.startsWith("GET /isolation/rq-"))
				.doesNotContain("POST " + PAGE));
		cancel("Cookie", this.key);
		awaitEnd(this.browser);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.factory.closed()).isEqualTo(this.factory.opened()));
		assertThat(this.factory.opened() - before).isGreaterThanOrEqualTo(3);
		assertThat(this.factory.leaks().count()).isZero();
	}

	@Test
	void beforeTheFirstAnswerThereIsAGridAndNoFigureAndTheTimeLeftIsInSeconds() {
		// On a busy machine the page may take longer than the first answer.
		Document begun = Awaitility.await().atMost(PATIENCE).until(() -> {
			end();
			startLongRun();
			return page();
		}, (board) -> text(board, "board-done").startsWith("0 of 500 "));
		assertThat(text(begun, "board-p50") + text(begun, "board-p99") + text(begun, "board-longest"))
			.isEqualTo("\u2013\u2013\u2013");
		assertThat(begun.select("#board-latency line.plot-grid")).hasSize(3);
		assertThat(begun.select("#board-latency").attr("aria-label")).isEqualTo("There is no answer yet.");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(text(page(), "board-left")).matches("· about \\d+ s left"));
	}

	@Test
	void aSecondVisitorSeesTheRunAndIsToldWhyAnotherIsNotStarted() {
		startLongRun();
		HttpResponse<String> refusal = this.browser.post(PAGE, form(Map.of("mode", "plain")));
		assertThat(refusal.statusCode()).isEqualTo(409);
		assertThat(refusal.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("board="));
		Document page = Jsoup.parse(refusal.body());
		assertThat(text(page, "board-notice")).startsWith("Yours was not started");
		assertThat(page.select("#board").attr("data-state")).isEqualTo("running");
		assertThat(text(page, "board-heading")).startsWith("500 requests, 2 at once: timeout");
		assertThat(text(page, "board-whose")).startsWith("Somebody else has started this run");
		assertThat(page.select("#board-fields").hasAttr("disabled")).isTrue();
		assertThat(page.select("#board-cancel")).isEmpty();
		Document own = page("Cookie", this.key);
		assertThat(own.select("#board-cancel")).hasSize(1);
		assertThat(own.select("#board-whose, #board-notice")).isEmpty();
	}

	@Test
	void aRunIsStoppedByWhoeverHasStartedItAndByNobodyElse() {
		startLongRun();
		assertThat(cancel().statusCode()).isEqualTo(403);
		assertThat(cancel("Cookie", "board=00000000-0000-0000-0000-000000000000").statusCode()).isEqualTo(403);
		assertThat(page().select("#board").attr("data-state")).isEqualTo("running");
		assertThat(cancel("Cookie", this.key).statusCode()).isEqualTo(303);
		Document board = awaitEnd(this.browser);
		assertThat(board.select("#board").attr("data-state")).isEqualTo("cancelled");
		assertThat(text(board, "board-status")).startsWith("Stopped after ").contains(" of 500 answers: no leaks");
		assertThat(cells(board, ".cell-unsent")).isGreaterThan(400);
		assertThat(start(Map.of("requests", "1")).statusCode()).isEqualTo(303);
	}

	@ParameterizedTest
	@CsvSource({ "requests, 2001", "requests, 0", "requests, many", "concurrency, 65", "concurrency, 0",
			"concurrency, -1", "mode, sideways", "threads, green", "target, leaky", "target, elsewhere" })
	void whatIsOutOfBoundsIsRefusedAndNothingIsStarted(String field, String value) {
		Document before = page();
		HttpResponse<String> response = start(Map.of(field, value));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).doesNotContain("??", "Exception");
		assertThat(text(page(), "board-status")).isEqualTo(text(before, "board-status"));
	}

	@Test
	void pagesElsewhereNeitherStartNorStopARun() {
		assertThat(start(Map.of(), "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
		assertThat(this.key).isEmpty();
		startLongRun();
		assertThat(cancel("Cookie", this.key, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
		assertThat(page().select("#board").attr("data-state")).isEqualTo("running");
	}

	@Test
	void virtualThreadsAreThereWhereTheJdkHasThemAndElseItSaysWhyNot() {
		Element choice = page().select("#board-threads-virtual").first();
		assertThat(choice).isNotNull();
		boolean available = Runtime.version().feature() >= 21;
		assertThat(choice.hasAttr("disabled")).isEqualTo(!available);
		assertThat(text(page(), "board-threads-note")).contains(
				available ? "that is what you choose threads for" : "virtual ones need Java 21",
				"The server itself takes requests on platform threads");
		assertThat(start(Map.of("threads", "virtual", "mode", "plain", "requests", "4")).statusCode())
			.isEqualTo(available ? 303 : 400);
	}

	@Test
	void thePageNeedsNoScriptAndHasOne() {
		HttpResponse<String> response = this.browser.get(PAGE);
		Document page = Jsoup.parse(response.body());
		assertThat(page.title()).isEqualTo("Isolation, live");
		assertThat(page.select("#board").attr("data-source")).isEqualTo(PAGE + "/board");
		assertThat(page.select("#board-form").attr("action")).isEqualTo(PAGE);
		assertThat(page.select("#board-requests").attr("max")).isEqualTo("2000");
		assertThat(page.select("#board-concurrency").attr("max")).isEqualTo("64");
		assertThat(page.select("#board-mode option")).hasSize(13);
		assertThat(page.select("#board-target")).isEmpty();
		assertThat(page.select(".footer-nav a[href=" + PAGE + "]")).hasSize(1);
		String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
		assertThat(policy).contains(page.select("script[src=/board.js]").attr("nonce"));
		assertThat(page.select("[style], [onclick]")).isEmpty();
		assertThat(this.browser.get("/board.js").statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/board.css").statusCode()).isEqualTo(200);
		assertThat(this.browser.get(PAGE + "/board").body()).doesNotContain("<html", "<body");
	}

	@Test
	void itSpeaksTheLanguageOfItsReader() {
		startLongRun();
		String german = this.browser.get(PAGE, "Accept-Language", "de", "Cookie", this.key).body();
		assertThat(german)
			.contains("Trennung, live", "500\u00a0Anfragen, 2\u00a0gleichzeitig: timeout", "Lauf anhalten")
			.doesNotContain("??");
		assertThat(this.browser.post(PAGE, form(Map.of()), "Accept-Language", "de").body())
			.contains("Ihrer wurde nicht gestartet")
			.doesNotContain("??");
		assertThat(page().html()).doesNotContain("??");
	}

	@Nested
	@ActiveProfiles("leaky")
	class Leaky {

		@LocalServerPort
		private int port;

		@Test
		void theControlIsCaughtWithWhatItShowedAndWhoseThatWas() {
			Browser browser = new Browser(this.port);
			assertThat(Jsoup.parse(browser.get(PAGE).body()).select("#board-target-leaky")).hasSize(1);
			assertThat(browser.post(PAGE, form(Map.of("target", "leaky", "mode", "plain", "requests", "200")))
				.statusCode()).isEqualTo(303);
			Document board = awaitEnd(browser);
			int leaks = Integer.parseInt(text(board, "board-leaks"));
			assertThat(leaks).isPositive();
			assertThat(cells(board, ".cell-leak")).isEqualTo(leaks);
			assertThat(cells(board, ".cell-cross")).isEqualTo(leaks);
			assertThat(text(board, "board-heading")).startsWith("Leaky control: 200 requests");
			assertThat(board.select("#board-findings .found-leak p").first().text()).matches(
					"Request \\d+ \\(plain\\) was answered with rq-[0-9a-f]{16}, the token of request \\d+, in the body\\.");
			assertThat(text(board, "board-found")).contains("was to be caught");
			assertThat(text(board, "board-mode-plain")).contains(String.valueOf(leaks));
			// And the page itself is not in it.
			browser.post(PAGE, form(Map.of("mode", "plain", "requests", "200")));
			assertThat(text(awaitEnd(browser), "board-leaks")).isEqualTo("0");
		}

	}

}
