package dev.requeststate.folio;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.requeststate.spring.actuate.RequestStateEndpoint;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the playground is there, and that it is not.
 */
@FolioTest
class PlaygroundTests {

	private static final String LEAKY = "/isolation/leaky/{token}";

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	@SuppressWarnings("NullAway.Init")
	private RequestMappingHandlerMapping mapping;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@BeforeEach
	void open() {
		this.browser = new Browser(this.port);
	}

	private static Stream<String> pages() {
		return Stream.of("/playground/counter", "/playground/request-info", "/playground/cache", "/playground/inside",
				"/playground/inside/picture", "/playground/isolation", "/playground/isolation/board",
				"/isolation/stats");
	}

	private static List<String> patterns(RequestMappingHandlerMapping mapping) {
		return mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((info) -> info.getPatternValues().stream())
			.filter((pattern) -> pattern.startsWith("/playground") || pattern.startsWith("/isolation"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whereFolioIsDevelopedItIsThere(String page) {
		assertThat(this.browser.get(page).statusCode()).isEqualTo(200);
		assertThat(patterns(this.mapping)).contains(page).doesNotContain(LEAKY);
	}

	@Test
	void everyDocumentLeadsToItsPagesInTheirOrder() {
		List<String> links = Jsoup.parse(this.browser.get("/books").body()).select(".footer-nav a").eachAttr("href");
		assertThat(links).startsWith("/playground/counter", "/playground/request-info", "/playground/cache",
				"/playground/inside", "/playground/isolation");
		assertThat(links).allSatisfy((link) -> assertThat(this.browser.get(link).statusCode()).isEqualTo(200));
		assertThat(Jsoup.parse(this.browser.get("/books").body()).select(".nav a").eachAttr("href"))
			.contains(links.get(0));
	}

	@Test
	void theEndpointIsNotServedOverHttp() {
		assertThat(this.browser.get("/actuator/requeststate").statusCode()).isEqualTo(404);
	}

	@Nested
	@TestPropertySource(properties = "folio.playground=false")
	@ActiveProfiles("leaky")
	class TurnedOff {

		@LocalServerPort
		private int port;

		@Autowired
		@Qualifier("requestMappingHandlerMapping")
		@SuppressWarnings("NullAway.Init")
		private RequestMappingHandlerMapping mapping;

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private ObjectProvider<RequestStateEndpoint> endpoint;

		@SuppressWarnings("NullAway.Init")
		private Browser browser;

		@BeforeEach
		void open() {
			this.browser = new Browser(this.port);
		}

		@ParameterizedTest
		@MethodSource("dev.requeststate.folio.PlaygroundTests#pages")
		void thereIsNoSuchPage(String page) {
			assertThat(this.browser.get(page).statusCode()).isEqualTo(404);
		}

		@Test
		void nothingIsMappedBelowItsPathsNorAreTheLeakyControls() {
			assertThat(patterns(this.mapping)).isEmpty();
			// As for any address that there is not.
			assertThat(this.browser.get("/isolation/leaky/rq-00c0ffee00c0ffee").statusCode()).isEqualTo(404);
			assertThat(this.browser.post("/playground/request-info/action", Map.of()).statusCode())
				.isEqualTo(this.browser.post("/nowhere", Map.of()).statusCode());
		}

		@ParameterizedTest
		@ValueSource(strings = { "/", "/books", "/books/moby-dick", "/cart", "/nowhere", "/playground/counter" })
		void noPageLeadsThere(String page) {
			String body = this.browser.get(page).body();
			assertThat(body).contains("<footer")
				.doesNotContain("href=\"/playground", "href=\"/isolation", "footer-nav");
		}

		@Test
		void thereIsNoEndpointEither() {
			assertThat(this.browser.get("/actuator/requeststate").statusCode()).isEqualTo(404);
			assertThat(this.endpoint.getIfAvailable()).isNull();
		}

	}

	@Nested
	@ActiveProfiles("leaky")
	class WithTheLeakyControls {

		@Autowired
		@Qualifier("requestMappingHandlerMapping")
		@SuppressWarnings("NullAway.Init")
		private RequestMappingHandlerMapping mapping;

		@Test
		void theyAreThere() {
			assertThat(patterns(this.mapping)).contains(LEAKY);
		}

	}

}
