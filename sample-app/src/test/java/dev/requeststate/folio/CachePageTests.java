package dev.requeststate.folio;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page that shows the guard of cached calls at work, and the controls: the
 * same with the guard off, and with one that makes an error of it.
 */
@FolioTest
class CachePageTests {

	@LocalServerPort
	int port;

	@SuppressWarnings("NullAway.Init")
	Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	String ask(String user, String... headers) {
		return this.browser.get("/playground/cache?user=" + user, headers).body();
	}

	@Test
	void everybodyIsGreetedByNameAndTheResultIsRefused() {
		for (String user : new String[] { "ada", "bob", "ada" }) {
			String page = ask(user);
			assertThat(field(page, "greeting")).isEqualTo("Hello, " + user);
			assertThat(field(page, "keyed-greeting")).isEqualTo("Hello, " + user);
			assertThat(field(page, "outcome")).isEqualTo("refused");
			assertThat(field(page, "message"))
				.contains("CachedGreetings.careless", "visitor", "CachedGreetings.java:", "@RequestCacheable")
				.doesNotContain("null");
		}
	}

	@Test
	void whoDoesNotSayIsNobodyAndWhoSaysTooMuchIsCutShort() {
		assertThat(field(this.browser.get("/playground/cache").body(), "greeting")).isEqualTo("Hello, nobody");
		assertThat(field(ask("a".repeat(5000)), "greeting")).isEqualTo("Hello, " + "a".repeat(60));
		assertThat(field(ask("%3Cscript%3E"), "greeting")).isEqualTo("Hello, &lt;script&gt;");
		assertThat(ask("%3Cscript%3E")).doesNotContain("<script>");
	}

	@Test
	void sectionsOfOneRequestComputeOneAnswer() {
		for (int i = 0; i < 3; i++) {
			String page = ask("ada");
			assertThat(field(page, "asked")).isEqualTo("4");
			assertThat(field(page, "computed")).isEqualTo("1");
		}
	}

	@Test
	void pageSpeaksTheLanguageOfItsReader() {
		assertThat(ask("ada", "Accept-Language", "de")).contains("Guten Tag, ada", "Nur für diese Anfrage berechnet")
			.doesNotContain("??");
	}

	@Test
	void nothingOfRedisIsThereWithoutItsProfile(@Autowired ApplicationContext context, @Autowired CacheManager caches) {
		assertThat(context.getBeanNamesForType(RedisConnectionFactory.class)).isEmpty();
		assertThat(caches).isInstanceOf(CaffeineCacheManager.class);
		assertThat(this.browser.get("/actuator/health").body()).contains("\"status\":\"UP\"");
	}

	static String field(String page, String testId) {
		Matcher field = Pattern.compile("data-testid=\"" + testId + "\">([^<]*)<").matcher(page);
		assertThat(field.find()).as(testId).isTrue();
		return field.group(1);
	}

	@Nested
	@TestPropertySource(properties = "request-state.cache.guard=off")
	class WithTheGuardOff {

		@LocalServerPort
		private int port;

		@Test
		void theSecondIsGreetedByTheNameOfTheFirst() {
			Browser browser = new Browser(this.port);
			assertThat(field(browser.get("/playground/cache?user=ada").body(), "greeting")).isEqualTo("Hello, ada");
			String page = browser.get("/playground/cache?user=bob").body();
			assertThat(field(page, "greeting")).isEqualTo("Hello, ada");
			assertThat(field(page, "keyed-greeting")).isEqualTo("Hello, bob");
			assertThat(field(page, "outcome")).isEqualTo("stored");
			assertThat(page).doesNotContain("data-testid=\"message\"", "??");
		}

	}

	@Nested
	@TestPropertySource(properties = "request-state.cache.guard=fail")
	class WithAGuardThatFails {

		@LocalServerPort
		private int port;

		@Test
		void thePageSaysSoAndGoesOn() {
			Browser browser = new Browser(this.port);
			var response = browser.get("/playground/cache?user=ada");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(field(response.body(), "greeting")).isEqualTo("none");
			assertThat(field(response.body(), "keyed-greeting")).isEqualTo("Hello, ada");
			assertThat(field(response.body(), "outcome")).isEqualTo("failed");
			assertThat(field(response.body(), "message")).contains("CachedGreetings.careless", "visitor");
			assertThat(response.body()).doesNotContain("??");
		}

	}

}
