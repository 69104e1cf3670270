package dev.requeststate.folio;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page that shows its request and what Folio remembers, with its late parts
 * switched off, as they are.
 */
@FolioTest
class RequestInfoPageTests {

	private static final String PAGE = "/playground/request-info";

	private static final String ACTION = PAGE + "/action";

	@LocalServerPort
	private int port;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	@Test
	void eachVisitIsCountedAndTheShopSessionStays() {
		String first = this.browser.get(PAGE).body();
		String second = this.browser.get(PAGE).body();
		assertThat(visits(second)).isEqualTo(visits(first) + 1);
		assertThat(field(second, "shop-session")).isEqualTo(field(first, "shop-session")).matches("[0-9a-f-]{36}");
		assertThat(Integer.parseInt(field(second, "generation"))).isPositive()
			.isEqualTo(Integer.parseInt(field(first, "generation")));
		assertThat(field(second, "context-id")).isEqualTo(field(second, "id")).isNotEqualTo(field(first, "context-id"));
	}

	@Test
	void actionIsAnsweredByThePageWithItsResultAndIsNoVisit() {
		long before = visits(this.browser.get(PAGE).body());
		HttpResponse<String> done = this.browser.post(ACTION, Map.of());
		assertThat(done.statusCode()).isEqualTo(200);
		assertThat(done.headers().allValues("X-Server-Action-Success")).containsExactly("true");
		assertThat(field(done.body(), "action-result"))
			.isEqualTo("The action has seen POST " + ACTION + " in request " + field(done.body(), "context-id") + ".");
		assertThat(this.browser.post(ACTION, Map.of(), "Accept-Language", "de").body()).contains("Die Aktion hat POST")
			.doesNotContain("??");
		assertThat(visits(done.body())).isEqualTo(before);
		assertThat(visits(this.browser.get(PAGE).body())).isEqualTo(before + 1);
	}

	@Test
	void actionFromAnotherSiteIsRefused() {
		HttpResponse<String> refused = this.browser.post(ACTION, Map.of(), "Sec-Fetch-Site", "cross-site");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.headers().firstValue("X-Server-Action-Success")).isEmpty();
		assertThat(refused.body()).contains("The action can be run from this page only");
	}

	@Test
	void whatIsDiscoveredLateIsSwitchedOff() {
		HttpResponse<String> visited = this.browser.get(PAGE);
		assertThat(visited.headers().firstValue("X-Server-Action-Success")).isEmpty();
		assertThat(visited.body()).doesNotContain("late-component", "late-helper", "action-result");
		assertThat(this.browser.post(ACTION, Map.of()).body()).doesNotContain("digest");
	}

	private static long visits(String page) {
		return Long.parseLong(field(page, "visits"));
	}

	private static String field(String page, String testId) {
		Matcher field = Pattern.compile("data-testid=\"" + testId + "\">([^<]*)<").matcher(page);
		assertThat(field.find()).as(testId).isTrue();
		return field.group(1);
	}

}
