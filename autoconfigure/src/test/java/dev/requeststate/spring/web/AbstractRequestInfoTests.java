package dev.requeststate.spring.web;

import java.io.IOException;
import java.net.http.HttpResponse;

import dev.requeststate.autoconfigure.RequestStateServletAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a request says, on a real container with Spring MVC.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractRequestInfoTests {

	private final Container container;

	@SuppressWarnings("NullAway.Init") // in start()
	private WebServer server;

	AbstractRequestInfoTests(Container container) {
		this.container = container;
	}

	@BeforeAll
	void start() {
		// Jetty tells of each request that it refuses, at length.
		this.server = WebServer.start(this.container, Pages.class,
				"logging.level.org.eclipse.jetty.server.handler.ErrorHandler=error");
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@Test
	void thePathVariablesAreThereAndDecoded() throws Exception {
		HttpResponse<String> response = this.server.get("/info/caf%C3%A9/2?q=1");
		assertThat(response.body()).startsWith("GET /info/caf%C3%A9/2 ")
			.contains("slug=café", "page=2", "from=127.0.0.1");
	}

	@Test
	void anInterceptorOfTheApplicationSeesThePathVariables() throws Exception {
		assertThat(this.server.get("/info/emma/2").headers().firstValue("X-Interceptor")).contains("emma");
	}

	@Test
	void aHandlerWithoutPathVariablesHasNone() throws Exception {
		assertThat(this.server.get("/no-variables").body()).contains("variables={}");
	}

	@Test
	void aRouterFunctionHasPathVariables() throws Exception {
		assertThat(this.server.get("/function/emma").body()).contains("GET /function/emma variables={slug=emma}");
	}

	@Test
	void aForwardChangesNothing() throws Exception {
		assertThat(this.server.get("/forward/emma").body()).contains("GET /forward/emma variables={slug=emma}");
	}

	@Test
	void aLeaseCarriesItAll() throws Exception {
		assertThat(this.server.get("/callable/emma", "Cookie", "a=1").body())
			.isEqualTo("GET /callable/emma variables={slug=emma} from=127.0.0.1 cookies={a=1}");
	}

	@Test
	void anErrorPageSeesTheOriginalAlsoWhereTheFilterHasNotSeenIt() throws Exception {
		HttpResponse<String> response = this.server.get("/turned-away", "Cookie", "a=1");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEqualTo("GET /turned-away variables={} from=127.0.0.1 cookies={a=1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=\"unclosed; b=1", "a", "=1", "$Version=1; a=1; $Path=/", "a=b=c; ;;" })
	void aCookieOutOfItsGrammarBreaksNothing(String cookie) throws Exception {
		assertThat(this.server.get("/callable/emma", "Cookie", cookie).statusCode()).isIn(200, 400);
		assertThat(this.server.get("/info/emma/2", "Cookie", cookie).statusCode()).isIn(200, 400);
	}

	@ParameterizedTest
	@EnumSource
	void theLargestRequestThatTheContainerLetsInIsReadAsItWasSent(FullRequest request) throws Exception {
		int size = largest(request);
		String answer = send(request, size);
		assertThat(answer).contains("\n" + request.said(size) + "\n");
		assertThat(send(request, size + 1)).doesNotStartWith("HTTP/1.1 5");
	}

	private int largest(FullRequest request) throws IOException {
		int refused = 2;
		while (isLetIn(request, refused)) {
			refused *= 2;
		}
		int letIn = refused / 2;
		while (refused - letIn > 1) {
			int between = (letIn + refused) / 2;
			if (isLetIn(request, between)) {
				letIn = between;
			}
			else {
				refused = between;
			}
		}
		return letIn;
	}

	private boolean isLetIn(FullRequest request, int size) throws IOException {
		return send(request, size).startsWith("HTTP/1.1 200");
	}

	private String send(FullRequest request, int size) throws IOException {
		try (RawConnection connection = RawConnection.to(this.server)) {
			connection.send(request.head(size));
			return connection.readAll();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "framework", "native" })
	void theRemoteAddressIsTheForwardedOne(String strategy) throws Exception {
		try (WebServer proxied = WebServer.start(this.container, Pages.class,
				"server.forward-headers-strategy=" + strategy)) {
			for (String path : new String[] { "/info/emma/2", "/callable/emma", "/no-such-page" }) {
				assertThat(proxied.get(path, "X-Forwarded-For", "192.0.2.7").body()).contains("from=192.0.2.7 ");
			}
		}
	}

	// The control: without it the header is what anybody may claim.
	@Test
	void aForwardedAddressThatIsNotConfiguredIsNotBelieved() throws Exception {
		assertThat(this.server.get("/no-variables", "X-Forwarded-For", "192.0.2.7").body()).contains("from=127.0.0.1 ");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ InfoPages.class, InfoErrorPage.class })
	@ImportAutoConfiguration(RequestStateServletAutoConfiguration.class)
	static class Pages {

		@Bean
		FilterRegistrationBean<Filter> turningAway() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				if (((HttpServletRequest) request).getRequestURI().equals("/turned-away")) {
					((HttpServletResponse) response).sendError(403);
				}
				else {
					chain.doFilter(request, response);
				}
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
