package dev.requeststate.folio;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page which listens does not hold up the end of Folio, nor a restart, which
 * begins with it.
 */
@Timeout(120)
class OpenStreamsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String TOKEN = "rq-0123456789abcdef";

	@Test
	void readerOfAnOrdersStatusIsLetGoAtOnce() throws IOException {
		ConfigurableApplicationContext folio = start();
		JdbcClient jdbc = folio.getBean(JdbcClient.class);
		jdbc.sql("INSERT INTO orders (id, request_id) VALUES ('wait-stop-0001', '0')").update();
		jdbc.sql("INSERT INTO order_line (order_id, number, slug, title, quantity, price_cents) "
				+ "VALUES ('wait-stop-0001', 1, 'sold-out', 'A book that is gone', 1, 990)")
			.update();
		assertThat(timeToClose(folio, "/orders/wait-stop-0001/status")).isLessThan(PATIENCE);
	}

	@Test
	void readerOfAPageThatComesAsEventsIsLetGoAtOnce() throws IOException {
		assertThat(timeToClose(start(), "/isolation/" + TOKEN + "?q=" + TOKEN + "&mode=sse&sections=16&delay=500",
				"X-Request-Token", TOKEN, "Cookie", "token=" + TOKEN))
			.isLessThan(PATIENCE);
	}

	@Test
	void controlThatNobodyCompletesIsWaitedFor() throws IOException {
		assertThat(timeToClose(start(EndlessController.class), "/endless")).isGreaterThanOrEqualTo(PATIENCE);
	}

	private static ConfigurableApplicationContext start(Class<?>... more) {
		return new SpringApplicationBuilder(FolioApplication.class).sources(more)
			.run("--server.port=0", "--server.address=127.0.0.1",
					"--spring.lifecycle.timeout-per-shutdown-phase=" + PATIENCE.toMillis() + "ms",
					"--spring.autoconfigure.exclude="
							+ "org.springframework.boot.devtools.autoconfigure.DevToolsDataSourceAutoConfiguration,"
							+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration");
	}

	private static Duration timeToClose(ConfigurableApplicationContext folio, String target, String... headers)
			throws IOException {
		try (folio) {
			int port = folio.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			HttpResponse<InputStream> stream = new Browser(port).listen(target, headers);
			assertThat(stream.statusCode()).isEqualTo(200);
			try (InputStream events = stream.body()) {
				assertThat(events.read()).isNotNegative();
				long start = System.nanoTime();
				folio.close();
				return Duration.ofNanos(System.nanoTime() - start);
			}
		}
	}

	@RestController
	static class EndlessController {

		@GetMapping("/endless")
		SseEmitter endless() throws IOException {
			SseEmitter emitter = new SseEmitter();
			emitter.send("and so on");
			return emitter;
		}

	}

}
