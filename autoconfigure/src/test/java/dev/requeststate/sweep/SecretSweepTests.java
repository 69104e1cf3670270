package dev.requeststate.sweep;

import java.io.NotSerializableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.CreationWaitException;
import dev.requeststate.context.MissingValueException;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.spring.owned.CrossRequestException;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret that a request sends in every place there is, and all that is shown of
 * requests: it is nowhere.
 */
class SecretSweepTests {

	private static final String SECRET = "5EC4E7ofAnn";

	// The class path of these tests has both containers, and security.
	private static final String EXCLUDED = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
			+ "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration";

	private static final List<String> ALL = List.of("kept", "kept-lease", "late-header", "illegal-header",
			"illegal-cookie", "no-context", "closed", "failing-page", "kept-bean", "missing", "circle",
			"circle-of-a-key", "slow", "not-copied", "stand-in-in-the-session", "stand-in-written", "cached",
			"destroyer", "task", "lost-lease", "lost-context", "binding", "fetch");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	@Test
	void nothingThatARequestHasSentIsInAMeterALogLineOrAMessageWhereGuardsWarn() throws Exception {
		try (ConfigurableApplicationContext application = start("request-state.cross-request-guard=warn",
				"request-state.cache.guard=refuse", "request-state.lease.max-age=3s");
				Sweep sweep = sweep(application)) {
			provokeAll(application);
			awaitLines(sweep, "A lease has kept its request open for", "Closing a lease by force",
					"A context was never closed: request", "A binding of request",
					"Could not destroy request local 'fragile'", "A task after the response of request",
					"threw; further failures of it", "depends on header 'authorization'", "was called from request");
			assertClean(application, sweep);
			assertThat(sweep.lines()).anyMatch((line) -> line.contains("(POST /destroyer)"))
				.anyMatch((line) -> line.contains("requestStateId="));
		}
	}

	@Test
	void norIsItWhereGuardsFail() throws Exception {
		try (ConfigurableApplicationContext application = start("request-state.cross-request-guard=fail",
				"request-state.cache.guard=fail"); Sweep sweep = sweep(application)) {
			provokeAll(application);
			awaitLines(sweep, "A lease of request");
			assertThat(sweep.typesOfCaught()).contains(CrossRequestException.class, RequestBoundResultException.class);
			assertClean(application, sweep);
		}
	}

	// The control: the same sweep of the same application.
	@Test
	void whatIsPlantedIsFoundInEachOfThem() throws Exception {
		try (ConfigurableApplicationContext application = start(); Sweep sweep = sweep(application)) {
			send(application, "planted");
			assertThat(withSecret(Sweep.meters(application.getBean(MeterRegistry.class)))).hasSize(1);
			assertThat(withSecret(sweep.lines())).hasSize(3);
			assertThat(withSecret(sweep.messages())).hasSize(1);
		}
	}

	private static void assertClean(ConfigurableApplicationContext application, Sweep sweep) {
		List<String> meters = Sweep.meters(application.getBean(MeterRegistry.class));
		assertThat(meters).anyMatch((meter) -> meter.contains("request-state."));
		assertThat(withSecret(meters)).isEmpty();
		assertThat(sweep.lines()).isNotEmpty();
		assertThat(withSecret(sweep.lines())).isEmpty();
		assertThat(sweep.typesOfCaught()).contains(NoRequestContextException.class, RequestContextClosedException.class,
				MissingValueException.class, CircularCreationException.class, CreationWaitException.class,
				IllegalStateException.class, IllegalArgumentException.class, NotSerializableException.class);
		assertThat(sweep.messages()).anyMatch((message) -> message.contains("(POST /"))
			.anyMatch((message) -> message.contains("It is too late to set header 'X-Token'"))
			.anyMatch((message) -> message.contains("an entry of request cache 'slow'"))
			.anyMatch((message) -> message.contains("was put into the HTTP session as 'cart'"));
		assertThat(withSecret(sweep.messages())).isEmpty();
	}

	private void provokeAll(ConfigurableApplicationContext application) throws Exception {
		for (String what : ALL) {
			send(application, what);
			HttpResponse<String> report = this.client.send(
					HttpRequest.newBuilder(uri(application, "/actuator/requeststate")).build(),
					BodyHandlers.ofString());
			assertThat(report.body()).contains("\"open\"");
			assertThat(withSecret(List.of(report.body()))).isEmpty();
		}
	}

	private void send(ConfigurableApplicationContext application, String what) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(uri(application, "/" + what + ";jsessionid=" + SECRET + "?token=" + SECRET + "&" + SECRET))
			.timeout(Duration.ofSeconds(20))
			.header("Authorization", "Bearer " + SECRET)
			.header("X-" + SECRET, SECRET)
			.header("Cookie", "session=" + SECRET + "; " + SECRET + "=" + SECRET)
			.header("Accept-Language", "en-" + SECRET)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("password=" + SECRET))
			.build();
		HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as(what).isEqualTo(what.equals("failing-page") ? 500 : 200);
	}

	private static URI uri(ConfigurableApplicationContext application, String path) {
		return URI
			.create("http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

	private static void awaitLines(Sweep sweep, String... texts) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			System.gc();
			assertThat(String.join("\n", sweep.lines())).contains(texts);
		});
	}

	// In any case, since names of headers and languages change theirs.
	private static List<String> withSecret(List<String> texts) {
		return texts.stream().filter((text) -> text.toLowerCase().contains(SECRET.toLowerCase())).toList();
	}

	private static Sweep sweep(ConfigurableApplicationContext application) {
		Sweep sweep = new Sweep();
		application.getBean(Shop.Pages.class).tell(sweep);
		return sweep;
	}

	// At the level below it is Spring that writes the keys of cached calls.
	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Shop.class)
			.properties("server.port=0", "server.address=127.0.0.1", "server.shutdown=immediate",
					"spring.main.banner-mode=off", "logging.level.root=warn", "logging.level.dev.requeststate=debug",
					"management.endpoints.web.exposure.include=*", "management.health.defaults.enabled=false",
					"management.health.ping.enabled=true", "spring.cache.type=simple",
					"request-state.leak-detection=strict", "request-state.lease.warn-after=100ms",
					"request-state.creation-timeout=200ms", "request-state.mdc.enabled=true",
					"request-state.client.fetch-once=true", EXCLUDED)
			.properties(properties)
			.run();
	}

}
