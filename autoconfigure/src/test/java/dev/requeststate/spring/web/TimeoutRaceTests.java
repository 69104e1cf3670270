package dev.requeststate.spring.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.requeststate.spring.web.TableRow.Client;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are completed by one thread while the container's times them out.
 */
class TimeoutRaceTests {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	private static final int ROUNDS = 4;

	private static final int AT_ONCE = 100;

	@ParameterizedTest
	@MethodSource("dev.requeststate.spring.web.ScenarioTableTests#columns")
	void aRequestThatIsCompletedWhileItTimesOutEndsOnce(Container container, ThreadKind threads) throws Exception {
		TableRow row = new TableRow("completed while it times out", (server, key) -> {
			try (RawConnection connection = RawConnection.to(server)) {
				connection.sendHead("GET", "/race?" + moments(container), key, "Connection: close");
				assertThat(connection.readLine()).containsPattern(" (200|500) ");
			}
			return Client.NOTHING;
		}, null, true);
		try (WebServer server = WebServer.start(container, Pages.class, threads.property())) {
			for (int i = 0; i < ROUNDS; i++) {
				CellRun run = new CellRun(server, threads, row, AT_ONCE, Duration.ofSeconds(20));
				List<Set<Fault>> faults = run.faults();
				assertThat(faults).as(run::describe).hasSize(AT_ONCE).allMatch(Set::isEmpty);
				assertThat(run.closedBy()).isEqualTo("hook");
			}
			assertThat(server.bean(Winners.class).seen).contains("completed", "too late");
		}
	}

	// In microseconds. Jetty has a timer; Tomcat looks once in a second.
	private static String moments(Container container) {
		long timeout = TIMEOUT.toNanos() / 1000;
		return (container == Container.JETTY) ? "from=" + (timeout - 5_000) + "&to=" + (timeout + 5_000)
				: "from=" + timeout + "&to=" + (timeout + 1_000_000);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ContainerCompletionConfiguration.class)
	static class Pages {

		@Bean
		Winners winners() {
			return new Winners();
		}

		@Bean
		ServletRegistrationBean<RaceServlet> race(Winners winners) {
			return new ServletRegistrationBean<>(new RaceServlet(winners), "/race");
		}

	}

	/**
	 * Who was first.
	 */
	static final class Winners {

		private final Queue<String> seen = new ConcurrentLinkedQueue<>();

	}

	/**
	 * Completes its requests at about the time at which the container times them out.
	 */
	static final class RaceServlet extends HttpServlet {

		private final transient Winners winners;

		private final transient ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);

		RaceServlet(Winners winners) {
			this.winners = winners;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			AsyncContext async = request.startAsync(request, response);
			async.setTimeout(TIMEOUT.toMillis());
			long earliest = Long.parseLong(request.getParameter("from"));
			long latest = Long.parseLong(request.getParameter("to"));
			this.timer.schedule(() -> complete(async), ThreadLocalRandom.current().nextLong(earliest, latest),
					TimeUnit.MICROSECONDS);
		}

		private void complete(AsyncContext async) {
			try {
				async.complete();
				this.winners.seen.add("completed");
			}
			catch (IllegalStateException ex) {
				this.winners.seen.add("too late");
			}
		}

		@Override
		public void destroy() {
			this.timer.shutdownNow();
		}

	}

}
