package dev.requeststate.spring.web;

import java.net.http.HttpResponse;
import java.util.List;

import dev.requeststate.autoconfigure.RequestStateServletAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Headers and cookies set deep inside a request are on its response exactly once,
 * whatever way it takes through a real container.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractResponseSideTests {

	private final Container container;

	@SuppressWarnings("NullAway.Init") // in start()
	private WebServer server;

	AbstractResponseSideTests(Container container) {
		this.container = container;
	}

	@BeforeAll
	void start() {
		this.server = WebServer.start(this.container, Pages.class);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "plain, 200", "empty, 204", "after-the-first-write, 200", "forward, 200", "forward-to-empty, 204",
			"forward-to-after-the-first-write, 200", "redirect, 302", "reset, 200", "throws, 500",
			"throws-with-a-page-begun, 500", "send-error, 500", "send-error-first, 500", "callable, 200",
			"callable-throws, 500", "timeout, 503", "stream, 200" })
	void eachHeaderIsOnTheResponseOnce(String page, int status) throws Exception {
		HttpResponse<String> response = this.server.get("/headers/" + page);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().allValues("X-Deep")).containsExactly("deep");
		assertThat(response.headers().allValues("Link")).containsExactly("</a.css>; rel=preload",
				"</b.css>; rel=preload");
		List<String> cookies = response.headers().allValues("Set-Cookie");
		assertThat(cookies).hasSize(2)
			.allMatch((cookie) -> cookie.startsWith("seen=yes;") && cookie.contains("HttpOnly"))
			.anyMatch((cookie) -> cookie.matches(".*Path=/(;.*)?"))
			.anyMatch((cookie) -> cookie.matches(".*Path=/shop(;.*)?"));
	}

	@Test
	void aLineBreakIsRefusedWhereItIsSet() throws Exception {
		HttpResponse<String> response = this.server.get("/headers/line-break");
		assertThat(response.body()).isEqualTo("Illegal character 0x0D at index 1 in the value of header 'X-Deep'");
		assertThat(response.headers().map()).doesNotContainKeys("x-deep", "set-cookie");
	}

	@Test
	void afterTheCommitTheErrorSaysSo() throws Exception {
		HttpResponse<String> response = this.server.get("/headers/too-late");
		assertThat(response.body()).startsWith("begun. It is too late to set header 'X-Deep' on the response to "
				+ "GET /headers/too-late: it is committed.");
		assertThat(response.headers().map()).doesNotContainKeys("x-deep");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ResponsePages.class, ScenarioErrorPage.class })
	@ImportAutoConfiguration(RequestStateServletAutoConfiguration.class)
	static class Pages {

	}

}
