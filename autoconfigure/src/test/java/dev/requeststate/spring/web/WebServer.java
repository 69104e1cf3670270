package dev.requeststate.spring.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * An application on a real container, on a free port of the loopback address.
 */
final class WebServer implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final ConfigurableApplicationContext context;

	private final int port;

	private final AutoCloseable stop;

	private WebServer(ConfigurableApplicationContext context, int port, AutoCloseable stop) {
		this.context = context;
		this.port = port;
		this.stop = stop;
	}

	static WebServer start(Container container, Class<?> configuration, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Base.class, container.configuration(),
				configuration)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "server.address=127.0.0.1", "server.shutdown=immediate",
					"spring.main.banner-mode=off", "spring.main.log-startup-info=false", "spring.jmx.enabled=false")
			.properties(properties)
			.run();
		return new WebServer(context, ((WebServerApplicationContext) context).getWebServer().getPort(), context);
	}

	/**
	 * The application as a WAR on a Tomcat that is not its own.
	 */
	static WebServer startWar(Class<?> configuration) {
		ExternalTomcat tomcat = ExternalTomcat.start(Base.class, configuration);
		return new WebServer(tomcat.application(), tomcat.port(), tomcat);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean isJetty() {
		return this.context instanceof WebServerApplicationContext server
				&& server.getWebServer() instanceof JettyWebServer;
	}

	int port() {
		return this.port;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return get(HttpClient.Version.HTTP_1_1, path, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
				headers);
	}

	/**
	 * As {@link #get(String, String...)}, in a version of HTTP. All requests in HTTP/2
	 * share a connection once one of them was answered.
	 */
	<T> HttpResponse<T> get(HttpClient.Version version, String path, HttpResponse.BodyHandler<T> handler,
			String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.version(version)
			.timeout(Duration.ofSeconds(20));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return this.client.send(request.build(), handler);
	}

	/**
	 * Wait until a request is inside the filter.
	 * @param key the value of its header {@link Journal#KEY}
	 */
	void awaitArrival(String key) {
		await().atMost(Duration.ofSeconds(20)).until(() -> !bean(Journal.class).contexts(key).isEmpty());
	}

	@Override
	public void close() {
		try {
			this.stop.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not stop the server", ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ RequestStateAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
	static class Base {

	}

}
