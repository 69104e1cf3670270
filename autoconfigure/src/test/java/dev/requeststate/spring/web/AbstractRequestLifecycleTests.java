package dev.requeststate.spring.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestStateFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One context for each request, whatever way it takes through a real container: opened
 * once, current in each dispatch, closed once and last.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractRequestLifecycleTests {

	private static final int CLIENTS = 8;

	private static final int ROUNDS = 15;

	private static final AtomicInteger keys = new AtomicInteger();

	private final Container container;

	private final Class<?> configuration;

	@SuppressWarnings("NullAway.Init") // in start()
	private WebServer server;

	AbstractRequestLifecycleTests(Container container, Class<?> configuration) {
		this.container = container;
		this.configuration = configuration;
	}

	/**
	 * How many of the closed contexts were closed by the means under test.
	 */
	abstract long closedAsExpected(RequestStateFilter filter);

	/**
	 * How many were closed by the other one.
	 */
	abstract long closedOtherwise(RequestStateFilter filter);

	@BeforeAll
	void start() {
		this.server = WebServer.start(this.container, this.configuration);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void aRequestHasOneContextThatEndsOnceAndLast(Scenario scenario) throws Exception {
		String key = send(scenario);
		assertThatAllAreClosed();
		assertThatItWent(scenario, key);
		assertThat(journal().leftBound()).isEmpty();
	}

	@Test
	void manyRequestsOfAllKindsAtOnceDoNotMeet() throws Exception {
		List<Scenario> mix = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			mix.addAll(List.of(Scenario.values()));
		}
		Collections.shuffle(mix);
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<String>> sent = new ArrayList<>();
			for (Scenario scenario : mix) {
				sent.add(clients.submit((Callable<String>) () -> send(scenario)));
			}
			List<String> received = new ArrayList<>();
			for (Future<String> key : sent) {
				received.add(key.get(60, TimeUnit.SECONDS));
			}
			assertThatAllAreClosed();
			for (int i = 0; i < mix.size(); i++) {
				assertThatItWent(mix.get(i), received.get(i));
			}
		}
		finally {
			clients.shutdownNow();
		}
		assertThat(journal().leftBound()).isEmpty();
	}

	@Test
	void aClientThatDisconnectsMidPageEndsItsRequest() throws Exception {
		disconnectMidPage("/endless");
	}

	@Test
	void aRequestWithAHeaderOverTheLimitNeverReachesTheFilter() throws Exception {
		long opened = factory().opened();
		try (RawConnection connection = RawConnection.to(this.server)) {
			connection.sendHead("GET", "/plain", "none", "X-Big: " + "x".repeat(100_000));
			assertThat(connection.readLine()).matches("HTTP/1.1 4(00|31) .*|");
		}
		send(Scenario.PLAIN);
		assertThatAllAreClosed();
		assertThat(factory().opened()).isEqualTo(opened + 1);
	}

	@Test
	void aMalformedRequestLineNeverReachesTheFilter() throws Exception {
		long opened = factory().opened();
		try (RawConnection connection = RawConnection.to(this.server)) {
			connection.send("THIS IS\u0001NOT HTTP\r\n\r\n");
			assertThat(connection.readLine()).contains(" 400 ");
		}
		send(Scenario.PLAIN);
		assertThatAllAreClosed();
		assertThat(factory().opened()).isEqualTo(opened + 1);
	}

	// The control: the filters around see it where something is left bound.
	@Test
	void aContextLeftBoundIsSeen() throws Exception {
		try (WebServer other = WebServer.start(this.container, this.configuration)) {
			assertThat(other.get("/leave-bound").statusCode()).isEqualTo(200);
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(other.bean(Journal.class).leftBound()).singleElement()
					.asString()
					.contains("(left) after the control"));
		}
	}

	private String send(Scenario scenario) throws InterruptedException {
		String key = "key-" + keys.incrementAndGet();
		HttpResponse<String> response = response(scenario.path(), key);
		if (scenario.status() != Scenario.CUT_OFF) {
			assertThat(response).as("%s", scenario).isNotNull();
			assertThat(response.statusCode()).as("%s", scenario).isEqualTo(scenario.status());
			if (scenario.showsContext()) {
				assertThat(response.body()).as("%s", scenario)
					.contains("context=" + journal().contexts(key).get(0) + ";");
			}
		}
		return key;
	}

	/**
	 * Ask for a page, read a little of it, and hang up.
	 */
	final void disconnectMidPage(String path) throws IOException {
		String key = "key-" + keys.incrementAndGet();
		try (RawConnection connection = RawConnection.to(this.server)) {
			connection.sendHead("GET", path, key);
			connection.read(100);
			connection.reset();
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> !journal().contexts(key).isEmpty());
		assertThatAllAreClosed();
		assertThat(journal().contexts(key).stream().distinct()).hasSize(1);
		List<String> events = journal().events(journal().contexts(key).get(0));
		assertThat(events).startsWith("enter REQUEST")
			.endsWith("destroyed", "closed")
			.containsOnlyOnce("destroyed", "closed");
		assertThat(journal().leftBound()).isEmpty();
	}

	/**
	 * Send a request for a page that the container fails to send: its header is over the
	 * limit.
	 * @return the contexts it had
	 */
	final List<String> sendBigResponseHeader() throws InterruptedException {
		String key = "key-" + keys.incrementAndGet();
		assertThat(status("/big-response-header", key)).isIn(500, Scenario.CUT_OFF);
		assertThatAllAreClosed();
		List<String> contexts = journal().contexts(key).stream().distinct().toList();
		assertThat(contexts).isNotEmpty()
			.allSatisfy((context) -> assertThat(journal().events(context)).endsWith("destroyed", "closed")
				.containsOnlyOnce("destroyed", "closed"));
		return contexts;
	}

	private int status(String path, String key) throws InterruptedException {
		HttpResponse<String> response = response(path, key);
		return (response != null) ? response.statusCode() : Scenario.CUT_OFF;
	}

	private @Nullable HttpResponse<String> response(String path, String key) throws InterruptedException {
		try {
			return this.server.get(path, Journal.KEY, key);
		}
		catch (IOException ex) {
			return null;
		}
	}

	// The container closes after the client has read the response.
	private void assertThatAllAreClosed() {
		RequestStateFilter filter = this.server.bean(RequestStateFilter.class);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			long closed = factory().closed();
			assertThat(closed).as("closed of opened").isEqualTo(factory().opened());
			assertThat(closedAsExpected(filter)).as("closed as expected").isEqualTo(closed);
		});
		assertThat(closedOtherwise(filter)).as("closed otherwise").isZero();
		assertThat(factory().destroyFailures()).isZero();
	}

	private void assertThatItWent(Scenario scenario, String key) {
		List<String> contexts = journal().contexts(key);
		assertThat(contexts).as("dispatches of %s", scenario).hasSize(scenario.dispatches().size());
		assertThat(contexts.stream().distinct()).as("contexts of %s", scenario).hasSize(1);
		assertThat(journal().events(contexts.get(0))).as("%s", scenario).isEqualTo(scenario.events());
	}

	private Journal journal() {
		return this.server.bean(Journal.class);
	}

	private RequestContextFactory factory() {
		return this.server.bean(RequestContextFactory.class);
	}

}
