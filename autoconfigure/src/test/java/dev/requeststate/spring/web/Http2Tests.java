package dev.requeststate.spring.web;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.RequestContext;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams that share a connection share no context.
 */
class Http2Tests {

	private static final int STREAMS = 20;

	private static final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest
	@EnumSource
	void eachStreamOfAConnectionHasAContextOfItsOwn(Container container) throws Exception {
		try (WebServer server = start(container)) {
			String connection = connection(get(server, "/where", "first").get(20, TimeUnit.SECONDS));
			List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
			for (int i = 0; i < STREAMS; i++) {
				sent.add(get(server, "/hold-async", "held-" + i));
			}
			await().atMost(Duration.ofSeconds(20)).until(() -> server.bean(HoldingPages.class).held() == STREAMS);
			// All of them are open on the one connection while this one is served.
			assertThat(connection(get(server, "/where", "last").get(20, TimeUnit.SECONDS))).isEqualTo(connection);
			server.bean(HoldingPages.class).release();
			for (CompletableFuture<HttpResponse<String>> response : sent) {
				assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("released");
			}
			awaitClosed(server, STREAMS + 2);
			Set<String> contexts = new HashSet<>();
			for (int i = 0; i < STREAMS; i++) {
				List<Journal.Step> steps = server.bean(Journal.class).steps("held-" + i);
				assertThat(Verdict.of(steps, List.of("REQUEST", "ASYNC"))).as("%s", steps).isEmpty();
				contexts.add(steps.get(0).context());
			}
			assertThat(contexts).hasSize(STREAMS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theResetOfAStreamLeavesTheOthersAlone(Container container) throws Exception {
		try (WebServer server = start(container)) {
			String connection = connection(get(server, "/where", "first").get(20, TimeUnit.SECONDS));
			CompletableFuture<HttpResponse<String>> held = get(server, "/hold-async", "held");
			server.awaitArrival("held");
			HttpResponse<InputStream> reset = client.send(request(server, "/endless-stream", "reset"),
					HttpResponse.BodyHandlers.ofInputStream());
			reset.body().close();
			awaitClosed(server, 2);
			assertThat(server.bean(Journal.class).steps("held")).extracting(Journal.Step::event)
				.doesNotContain("closed");
			assertThat(connection(get(server, "/where", "last").get(20, TimeUnit.SECONDS))).isEqualTo(connection);
			server.bean(HoldingPages.class).release();
			assertThat(held.get(20, TimeUnit.SECONDS).body()).isEqualTo("released");
			awaitClosed(server, 4);
			for (String key : List.of("held", "reset", "first", "last")) {
				assertThat(Verdict.of(server.bean(Journal.class).steps(key), null)).as(key).isEmpty();
			}
		}
	}

	private static WebServer start(Container container) {
		return WebServer.start(container, Pages.class, "server.http2.enabled=true",
				"server.tomcat.background-processor-delay=1s");
	}

	private static CompletableFuture<HttpResponse<String>> get(WebServer server, String path, String key) {
		return client.sendAsync(request(server, path, key), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest request(WebServer server, String path, String key) {
		return HttpRequest.newBuilder(server.uri(path)).header(Journal.KEY, key).build();
	}

	private static String connection(HttpResponse<String> response) {
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		return response.body();
	}

	private static void awaitClosed(WebServer server, int count) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> assertThat(server.bean(RequestStateFilter.class).closedByContainer()).isEqualTo(count));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ContainerCompletionConfiguration.class, HoldingPages.class, WherePage.class })
	static class Pages {

	}

	/**
	 * Says which connection it was asked on.
	 */
	@RestController
	static class WherePage {

		@GetMapping("/where")
		String where(HttpServletRequest request) {
			assertThat(RequestContext.currentOrNull()).isNotNull();
			return request.getServletConnection().getConnectionId();
		}

	}

}
