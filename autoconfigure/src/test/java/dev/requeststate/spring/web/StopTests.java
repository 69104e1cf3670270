package dev.requeststate.spring.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.requeststate.servlet.RequestStateFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that stops with requests under way, half of them on their thread and half
 * waiting for a result: each context is closed once, by the container.
 */
class StopTests {

	private static final int TIMES = 5;

	@ParameterizedTest
	@MethodSource("servers")
	void aGracefulStopLetsTheRequestsEnd(Container container, ThreadKind threads) throws Exception {
		Stop stop = new Stop(container, threads, "server.shutdown=graceful",
				"spring.lifecycle.timeout-per-shutdown-phase=20s");
		CompletableFuture<Void> stopped = stop.begin();
		stop.awaitNoNewConnections();
		stop.pages.release();
		stopped.get(30, TimeUnit.SECONDS);
		assertThat(stop.answers()).hasSize(2 * TIMES).containsOnly("released");
		stop.assertThatAllAreClosed();
	}

	@ParameterizedTest
	@MethodSource("servers")
	void aGracefulStopThatTakesTooLongEndsTheRequests(Container container, ThreadKind threads) throws Exception {
		Stop stop = new Stop(container, threads, "server.shutdown=graceful",
				"spring.lifecycle.timeout-per-shutdown-phase=300ms");
		stop.begin().get(60, TimeUnit.SECONDS);
		stop.pages.release();
		stop.answers();
		stop.assertThatAllAreClosed();
	}

	@ParameterizedTest
	@MethodSource("servers")
	void anImmediateStopEndsTheRequests(Container container, ThreadKind threads) throws Exception {
		Stop stop = new Stop(container, threads, "server.shutdown=immediate");
		stop.begin().get(60, TimeUnit.SECONDS);
		stop.pages.release();
		stop.answers();
		stop.assertThatAllAreClosed();
	}

	static Stream<Arguments> servers() {
		return ScenarioTableTests.columns();
	}

	/**
	 * A server with requests under way.
	 */
	private static final class Stop {

		private final WebServer server;

		private final HoldingPages pages;

		private final Journal journal;

		private final RequestStateFilter filter;

		private final List<String> keys = new ArrayList<>();

		private final List<CompletableFuture<String>> answers = new ArrayList<>();

		private final ExecutorService clients = Executors.newCachedThreadPool();

		Stop(Container container, ThreadKind threads, String... properties) {
			String[] all = Stream.concat(Stream.of(threads.property()), Stream.of(properties)).toArray(String[]::new);
			this.server = WebServer.start(container, TableConfiguration.class, all);
			this.pages = this.server.bean(HoldingPages.class);
			this.journal = this.server.bean(Journal.class);
			this.filter = this.server.bean(RequestStateFilter.class);
			for (int i = 0; i < TIMES; i++) {
				send("/hold", "sync-" + i);
				send("/hold-async", "async-" + i);
			}
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(this.pages.held()).isEqualTo(2 * TIMES));
		}

		private void send(String path, String key) {
			this.keys.add(key);
			this.answers.add(CompletableFuture.supplyAsync(() -> {
				try {
					HttpResponse<String> response = this.server.get(path, Journal.KEY, key);
					return (response.statusCode() == 200) ? response.body() : "status " + response.statusCode();
				}
				catch (IOException ex) {
					return "hung up";
				}
				catch (InterruptedException ex) {
					return "interrupted";
				}
			}, this.clients));
		}

		CompletableFuture<Void> begin() {
			return CompletableFuture.runAsync(this.server::close, this.clients);
		}

		void awaitNoNewConnections() {
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				try (RawConnection connection = RawConnection.to(this.server)) {
					return false;
				}
				catch (IOException ex) {
					return true;
				}
			});
		}

		List<String> answers() throws Exception {
			List<String> answers = new ArrayList<>();
			for (CompletableFuture<String> answer : this.answers) {
				answers.add(answer.get(30, TimeUnit.SECONDS));
			}
			this.clients.shutdown();
			return answers;
		}

		// A thread that is not interrupted works on for a while after the server is gone.
		void assertThatAllAreClosed() {
			await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				for (String key : this.keys) {
					assertThat(Verdict.of(this.journal.steps(key), null)).as("%s", this.journal.steps(key))
						.isEqualTo(Set.of());
				}
				assertThat(this.filter.closedByContainer()).isEqualTo(2 * TIMES);
			});
			assertThat(this.filter.closedByRule()).isZero();
		}

	}

}
