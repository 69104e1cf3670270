package dev.requeststate.spring.rows;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.context.RequestContextFactory;
import org.awaitility.Awaitility;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on a real server, on this machine only and on a port of its own choice.
 */
final class Server implements AutoCloseable {

	// Both containers are on the class path of these tests.
	private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet."
			+ "JettyServletWebServerAutoConfiguration,org.springframework.boot.jetty.autoconfigure.actuate.web.server."
			+ "JettyServletManagementContextAutoConfiguration";

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private Server(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Server start(Class<?> configuration, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "server.shutdown=immediate", "logging.level.root=warn",
				"spring.autoconfigure.exclude=" + JETTY));
		all.addAll(List.of(properties));
		return new Server(new SpringApplicationBuilder(configuration).properties(all.toArray(String[]::new)).run());
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	String get(String path) {
		HttpResponse<String> response = send("local.server.port", path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	HttpResponse<String> send(String portProperty, String path, String... headers) {
		String port = this.context.getEnvironment().getRequiredProperty(portProperty);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(20));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/**
	 * Wait until every context is closed: that may be after the client has the response.
	 */
	void awaitAllClosed() {
		RequestContextFactory factory = this.context.getBean(RequestContextFactory.class);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(factory.closed()).isEqualTo(factory.opened()));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
