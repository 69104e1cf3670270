package dev.requeststate.spring.actuate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateEndpointAutoConfiguration;
import dev.requeststate.context.RequestContextFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the endpoint can be reached.
 */
class EndpointExposureTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,requeststate";

	// The class path of these tests has both containers, and security.
	private static final String EXCLUDED = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
			+ "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration";

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	@Test
	void onlyHealthIsServedOverHttpByDefault() {
		try (ConfigurableApplicationContext application = start()) {
			assertThat(json(get(application, "local.server.port", "/actuator")).get("_links").propertyNames())
				.containsExactlyInAnyOrder("self", "health", "health-path");
			assertThat(get(application, "local.server.port", "/actuator/requeststate").statusCode()).isEqualTo(404);
			assertThat(application.getBeanProvider(RequestStateEndpoint.class).stream()).isEmpty();
		}
	}

	@Test
	void itIsServedOverHttpWhereItIsExposedAndCanOnlyBeRead() {
		try (ConfigurableApplicationContext application = start(EXPOSED)) {
			JsonNode report = json(get(application, "local.server.port", "/actuator/requeststate"));
			assertThat(report.propertyNames()).containsExactly("definitions", "open", "leaks", "counts");
			assertThat(report.get("definitions").get(0).get("name").asString()).isEqualTo("cart");
			// The request for the report is one itself.
			assertThat(report.get("open").get(0).get("name").asString()).isEqualTo("GET /actuator/requeststate");
			assertThat(report.get("counts").get("open").asInt()).isOne();
			assertThat(send(application, "local.server.port", "/actuator/requeststate", "POST").statusCode())
				.isEqualTo(405);
			assertThat(send(application, "local.server.port", "/actuator/requeststate", "DELETE").statusCode())
				.isEqualTo(405);
		}
	}

	@Test
	void itLooksTheSameWhateverTheApplicationWritesItsOwnJsonLike() {
		try (ConfigurableApplicationContext application = start(EXPOSED,
				"spring.jackson.property-naming-strategy=SNAKE_CASE",
				"spring.jackson.default-property-inclusion=always")) {
			HttpResponse<String> response = get(application, "local.server.port", "/actuator/requeststate");
			assertThat(json(response).get("open").get(0).propertyNames()).contains("ageMillis")
				.doesNotContain("age_millis", "traceId");
			assertThat(response.body()).doesNotContain("null");
			// What is no endpoint's is written as it says.
			assertThat(get(application, "local.server.port", "/price").body())
				.isEqualTo("{\"net_price\":10,\"sold_by\":null}");
		}
	}

	@Test
	void accessToItCanBeTakenAway() {
		try (ConfigurableApplicationContext application = start(EXPOSED,
				"management.endpoint.requeststate.access=none")) {
			assertThat(get(application, "local.server.port", "/actuator/requeststate").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void aRequestIsNamedWithoutItsQueryAndASessionInItsPath() throws Exception {
		try (ConfigurableApplicationContext application = start(EXPOSED)) {
			Pages pages = application.getBean(Pages.class);
			CompletableFuture<HttpResponse<String>> held = this.client.sendAsync(
					request(application, "local.server.port", "/held/7;jsessionid=5EC4E7?token=5EC4E7", "GET"),
					HttpResponse.BodyHandlers.ofString());
			assertThat(pages.entered.await(20, TimeUnit.SECONDS)).isTrue();
			HttpResponse<String> response = get(application, "local.server.port", "/actuator/requeststate?limit=1");
			JsonNode open = json(response).get("open");
			assertThat(open.size()).isOne();
			assertThat(open.get(0).get("name").asString()).isEqualTo("GET /held/7");
			assertThat(open.get(0).get("dispatch").asString()).startsWith("REQUEST dispatch on thread 'http-nio-");
			assertThat(open.get(0).get("values").get(0).asString()).isEqualTo("cart");
			assertThat(response.body()).doesNotContain("5EC4E7");
			pages.goOn.countDown();
			assertThat(held.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
			RequestContextFactory factory = application.getBean(RequestContextFactory.class);
			Awaitility.await().untilAsserted(() -> assertThat(factory.closed()).isEqualTo(factory.opened()));
		}
	}

	@Test
	void aLimitThatIsNoNumberIsABadRequest() {
		try (ConfigurableApplicationContext application = start(EXPOSED)) {
			assertThat(get(application, "local.server.port", "/actuator/requeststate?limit=many").statusCode())
				.isEqualTo(400);
			assertThat(json(get(application, "local.server.port", "/actuator/requeststate?limit=0")).get("open").size())
				.isZero();
		}
	}

	@Test
	void aManagementPortOfItsOwnServesTheContextsOfTheApplication() throws Exception {
		try (ConfigurableApplicationContext application = start(EXPOSED, "management.server.port=0",
				"management.server.address=127.0.0.1")) {
			Pages pages = application.getBean(Pages.class);
			CompletableFuture<HttpResponse<String>> held = this.client.sendAsync(
					request(application, "local.server.port", "/held/7", "GET"), HttpResponse.BodyHandlers.ofString());
			assertThat(pages.entered.await(20, TimeUnit.SECONDS)).isTrue();
			JsonNode report = json(get(application, "local.management.port", "/actuator/requeststate"));
			assertThat(report.get("definitions").get(0).get("name").asString()).isEqualTo("cart");
			// There the request for the report has no context.
			assertThat(report.get("open").size()).isOne();
			assertThat(report.get("open").get(0).get("name").asString()).isEqualTo("GET /held/7");
			assertThat(get(application, "local.server.port", "/actuator/requeststate").statusCode()).isEqualTo(404);
			pages.goOn.countDown();
			held.get(20, TimeUnit.SECONDS);
		}
	}

	@Test
	void itIsThereOverJmxWhereItIsExposed() throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		String domain = "management.endpoints.jmx.domain=requeststate.test";
		ObjectName name = new ObjectName("requeststate.test:type=Endpoint,name=Requeststate");
		try (ConfigurableApplicationContext application = start("spring.jmx.enabled=true", domain)) {
			assertThat(server.isRegistered(name)).isFalse();
		}
		try (ConfigurableApplicationContext application = start("spring.jmx.enabled=true", domain,
				"management.endpoints.jmx.exposure.include=requeststate")) {
			Object report = server.invoke(name, "report", new Object[] { 5 }, new String[] { "java.lang.Integer" });
			assertThat(report).isInstanceOfSatisfying(Map.class,
					(map) -> assertThat(map.keySet().toString()).contains("definitions", "open", "leaks", "counts"));
			assertThat(get(application, "local.server.port", "/actuator/requeststate").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void anApplicationWithoutTheActuatorStarts() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
					RequestStateEndpointAutoConfiguration.class))
			.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestStateEndpoint.class));
	}

	private static ConfigurableApplicationContext start(String... properties) {
		SpringApplication application = new SpringApplicationBuilder(Shop.class)
			.properties("server.port=0", "server.address=127.0.0.1", "server.shutdown=immediate",
					"spring.main.banner-mode=off", "logging.level.root=warn",
					"management.health.defaults.enabled=false", "management.health.ping.enabled=true", EXCLUDED)
			.properties(properties)
			.application();
		return application.run();
	}

	private HttpResponse<String> get(ConfigurableApplicationContext application, String port, String path) {
		return send(application, port, path, "GET");
	}

	private HttpResponse<String> send(ConfigurableApplicationContext application, String port, String path,
			String method) {
		try {
			return this.client.send(request(application, port, path, method), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static HttpRequest request(ConfigurableApplicationContext application, String port, String path,
			String method) {
		URI uri = URI.create("http://127.0.0.1:" + application.getEnvironment().getRequiredProperty(port) + path);
		return HttpRequest.newBuilder(uri)
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(20))
			.build();
	}

	private static JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.builder().build().readTree(response.body());
	}

	static class Cart {

		String show() {
			return "a cart";
		}

	}

	@RestController
	static class Pages {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch goOn = new CountDownLatch(1);

		private final Cart cart;

		Pages(Cart cart) {
			this.cart = cart;
		}

		@GetMapping("/held/{number}")
		String held(@PathVariable String number) throws InterruptedException {
			String shown = this.cart.show();
			this.entered.countDown();
			this.goOn.await(20, TimeUnit.SECONDS);
			return shown;
		}

		@GetMapping("/price")
		Price price() {
			return new Price(10, null);
		}

	}

	record Price(int netPrice, @Nullable String soldBy) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		@RequestState
		Cart cart() {
			return new Cart();
		}

		@Bean
		Pages pages(Cart cart) {
			return new Pages(cart);
		}

	}

}
