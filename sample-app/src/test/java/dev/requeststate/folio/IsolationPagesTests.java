package dev.requeststate.folio;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the isolation page, one request at a time. What it is for, many requests at
 * once, is tested by the isolation suite.
 */
@FolioTest
class IsolationPagesTests {

	private static final String TOKEN = "rq-00c0ffee00c0ffee";

	private static final JsonMapper JSON = new JsonMapper();

	@LocalServerPort
	private int port;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "callable", "deferred", "stream", "forward", "after", "virtual", "forkjoin",
			"completable" })
	void tokenComesBackInEveryPlace(String mode) {
		HttpResponse<String> response = get("&sections=3&delay=5&mode=" + mode);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("X-Request-Token")).containsExactly(TOKEN);
		assertThat(response.headers().allValues("Set-Cookie")).singleElement().asString().startsWith("seen=" + TOKEN);
		assertThat(response.body()).contains("<title>" + TOKEN + "</title>",
				"<meta name=\"request-token\" content=\"" + TOKEN + "\">",
				"<link rel=\"canonical\" href=\"/isolation/" + TOKEN + "\">",
				field("router-pathname", "/isolation/" + TOKEN), field("router-params", "token=" + TOKEN),
				field("header-token", TOKEN), field("cookie-token", TOKEN), field("locale", "de"),
				field("counter", "3"), field("sections", "3"));
		JsonNode state = state(response);
		assertThat(state.path("router-query").asString()).contains(TOKEN).endsWith("&mode=" + mode);
		assertOneId(response, "context-id", state);
		assertOneId(response, "session-id", state);
	}

	@Test
	void eventsAreTheSectionsAndAtLastThePageThatTheyStandOn() {
		HttpResponse<String> response = get("&sections=3&delay=5&mode=sse");
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
		assertThat(response.headers().allValues("X-Request-Token")).containsExactly(TOKEN);
		String[] events = response.body().split("\n\n");
		assertThat(events).hasSize(4);
		for (int i = 0; i < 3; i++) {
			assertThat(events[i]).startsWith("event:section\ndata:<section").contains(TOKEN);
			assertThat(events[3]).contains(events[i].substring(events[i].indexOf("<section")));
		}
		assertThat(events[3]).startsWith("event:page\ndata:<!DOCTYPE html>").endsWith("</html>\ndata:");
		List<String> places = state(response).path("trail").findValuesAsString("place");
		assertThat(places).containsSubsequence("end of the dispatch", "section 1", "section 2", "section 3");
	}

	@Test
	void taskAfterTheResponseStillFindsItsRequest() {
		HttpResponse<String> response = get("&sections=3&mode=after");
		JsonNode state = state(response);
		JsonNode note = Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(this::note, (found) -> found.path("contextId").equals(state.path("context-id")));
		assertThat(note.path("token").asString()).isEqualTo(TOKEN);
		assertThat(note.path("headerToken").asString()).isEqualTo(TOKEN);
		assertThat(note.path("cookieToken").asString()).isEqualTo(TOKEN);
		assertThat(note.path("routerPathname")).isEqualTo(state.path("router-pathname"));
		assertThat(note.path("routerQuery")).isEqualTo(state.path("router-query"));
		assertThat(note.path("locale").asString()).isEqualTo("de");
		assertThat(note.path("counter").asInt()).isEqualTo(3);
		assertThat(note.path("sessionId")).isEqualTo(state.path("session-id"));
	}

	private JsonNode note() {
		HttpResponse<String> response = this.browser.get("/isolation/after/" + TOKEN);
		return (response.statusCode() == 200) ? JSON.readTree(response.body()) : MissingNode.getInstance();
	}

	@Test
	void thereIsNoNoteOfATaskThatHasNotRun() {
		assertThat(this.browser.get("/isolation/after/rq-1111111111111111").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "virtual, virtual", "forkjoin, forkjoin-", "completable, futures-" })
	void sectionsAreRenderedWhereTheModeSays(String mode, String thread) {
		String expected = (mode.equals("virtual") && Runtime.version().feature() < 21) ? "Thread-" : thread;
		assertThat(state(get("&sections=4&mode=" + mode)).path("trail"))
			.filteredOn((step) -> step.path("place").asString().startsWith("section "))
			.hasSize(4)
			.allSatisfy((step) -> assertThat(step.path("thread").asString()).startsWith(expected));
	}

	@Test
	void sectionsAreRenderedOnThreadsOfTheKindThatIsAskedFor() {
		assertSectionThreads("platform", "section-");
		if (Runtime.version().feature() >= 21) {
			assertSectionThreads("virtual", "virtual section-");
		}
		else {
			assertRefused(get("&sections=4&threads=virtual"));
		}
	}

	private void assertSectionThreads(String threads, String name) {
		assertThat(state(get("&sections=4&threads=" + threads)).path("trail"))
			.filteredOn((step) -> step.path("place").asString().startsWith("section "))
			.hasSize(4)
			.allSatisfy((step) -> assertThat(step.path("thread").asString()).startsWith(name));
	}

	@Test
	void placesAreToldInTheLanguageOfTheReaderAndStayAsTheyAreForScripts() {
		HttpResponse<String> response = get("&sections=2&mode=sse");
		assertThat(response.body()).contains(">Abschnitt 1<", ">REQUEST-Dispatch<", ">Ende des Dispatch<");
		assertThat(state(response).path("trail").findValuesAsString("place")).contains("section 1", "REQUEST dispatch",
				"end of the dispatch");
	}

	@Test
	void failureOfASectionIsAnErrorPageWithTheStateOfItsRequest() {
		assertErrorPage(get("&sections=4&mode=error"), 500);
	}

	@Test
	void timeoutIsAnErrorPageWithTheStateOfItsRequest() {
		assertErrorPage(get("&sections=4&mode=timeout"), 503);
	}

	private void assertErrorPage(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().allValues("X-Request-Token")).containsExactly(TOKEN);
		assertThat(response.headers().allValues("Set-Cookie")).singleElement().asString().startsWith("seen=" + TOKEN);
		assertThat(response.body()).containsOnlyOnce("<title>")
			.contains("<title>" + status + " – ", TOKEN + "</title>");
		JsonNode state = state(response);
		assertThat(state.path("counter").asInt()).isBetween(1, 4);
		assertThat(state.path("trail").get(0).path("place").asString()).isEqualTo("REQUEST dispatch");
		assertThat(response.body()).contains(">ERROR-Dispatch<");
		assertOneId(response, "context-id", state);
		assertOneId(response, "session-id", state);
	}

	@ParameterizedTest
	@ValueSource(strings = { "&sections=0", "&sections=17", "&sections=four", "&sections=99999999999", "&delay=-1",
			"&delay=501", "&delay=", "&mode=sideways", "&mode=PLAIN", "&threads=green" })
	void malformedQueryIsRefusedReadably(String query) {
		assertRefused(get(query));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rq-0123456789abcde", "rq-0123456789abcdef0", "rq-0123456789ABCDEF", "0123456789abcdef",
			"rq-ghijklmnopqrstuv", "%3Cscript%3E" })
	void malformedTokenIsRefusedReadably(String token) {
		assertRefused(this.browser.get("/isolation/" + token + "?q=" + token, "X-Request-Token", token, "Cookie",
				"token=" + token));
	}

	@Test
	void missingOrDifferentTokenIsRefused() {
		String other = "rq-1111111111111111";
		String target = "/isolation/" + TOKEN + "?q=" + TOKEN;
		assertRefused(this.browser.get(target));
		assertRefused(this.browser.get(target, "X-Request-Token", TOKEN));
		assertRefused(this.browser.get(target, "Cookie", "token=" + TOKEN));
		assertRefused(this.browser.get(target, "X-Request-Token", other, "Cookie", "token=" + TOKEN));
		assertRefused(this.browser.get(target, "X-Request-Token", TOKEN, "Cookie", "token=" + other));
		assertRefused(this.browser.get("/isolation/" + TOKEN + "?q=" + other, "X-Request-Token", TOKEN, "Cookie",
				"token=" + TOKEN));
	}

	private void assertRefused(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).containsPattern("<p class=\"lead\">(This page|Diese Seite) ")
			.contains("<title>400 – ")
			.doesNotContain("<script>", "??", "Exception");
	}

	@Test
	void leakyControlIsNotThereWithoutItsProfile() {
		assertThat(this.browser.get("/isolation/leaky/" + TOKEN + "?q=" + TOKEN, headers()).statusCode())
			.isEqualTo(404);
	}

	@Test
	void statsCountEveryRequestButTheOneThatAsks() {
		awaitQuiet();
		JsonNode before = stats();
		get("&sections=2");
		get("&sections=2&mode=callable");
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			JsonNode after = stats();
			assertThat(after.path("active").asLong()).isZero();
			assertThat(grown(before, after, "opened")).isGreaterThanOrEqualTo(3);
			assertThat(after.path("closed").asLong()).isEqualTo(after.path("opened").asLong())
				.isEqualTo(after.path("closedByContainer").asLong());
			assertThat(after.path("closedByRule").asLong()).isZero();
			assertThat(grown(before, after, "sessionsOpened")).isEqualTo(2);
			assertThat(grown(before, after, "sessionsClosed")).isEqualTo(2);
			assertThat(after.path("destroyFailures").asLong()).isZero();
		});
	}

	private void awaitQuiet() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(stats().path("active").asLong()).isZero());
	}

	private static long grown(JsonNode before, JsonNode after, String figure) {
		return after.path(figure).asLong() - before.path(figure).asLong();
	}

	private JsonNode stats() {
		return JSON.readTree(this.browser.get("/isolation/stats").body());
	}

	private HttpResponse<String> get(String query) {
		return this.browser.get("/isolation/" + TOKEN + "?q=" + TOKEN + query, headers());
	}

	private static String[] headers() {
		return new String[] { "X-Request-Token", TOKEN, "Cookie", "token=" + TOKEN, "Accept-Language", "de" };
	}

	private static String field(String name, String value) {
		return "data-testid=\"" + name + "\">" + value + "<";
	}

	private static JsonNode state(HttpResponse<String> response) {
		Matcher script = Pattern.compile("<script type=\"application/json\" id=\"request-state\"[^>]*>([^<]*)</script>")
			.matcher(response.body());
		assertThat(script.find()).isTrue();
		return JSON.readTree(script.group(1));
	}

	private static void assertOneId(HttpResponse<String> response, String name, JsonNode state) {
		Matcher shown = Pattern.compile("data-testid=\"" + name + "\">([^<]*)<").matcher(response.body());
		assertThat(shown.results().map((result) -> result.group(1)).distinct()).singleElement()
			.asString()
			.matches("[0-9a-f]{16}")
			.isEqualTo(state.path(name).asString());
	}

}
