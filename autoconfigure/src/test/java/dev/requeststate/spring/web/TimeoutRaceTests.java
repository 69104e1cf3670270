package dev.requeststate.spring.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.requeststate.spring.web.TableRow.Client;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
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

	private static final int ROUNDS = 4;

	private static final int AT_ONCE = 100;

	@ParameterizedTest
	@MethodSource("dev.requeststate.spring.web.ScenarioTableTests#columns")
	void aRequestThatIsCompletedWhileItTimesOutEndsOnce(Container container, ThreadKind threads) throws Exception {
		TableRow row = new TableRow("completed while it times out", (server, key) -> {
			try (RawConnection connection = RawConnection.to(server)) {
				connection.sendHead("GET", "/race", key, "Connection: close");
				assertThat(connection.readLine()).contains(" 200 ");
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
			// Both sides won at times, or it was no race.
			assertThat(server.bean(Winners.class).seen).contains("completed", "dispatched");
		}
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
	 * On its timeout, one thread completes the request and another one dispatches it.
	 */
	static final class RaceServlet extends HttpServlet {

		private final transient Winners winners;

		RaceServlet(Winners winners) {
			this.winners = winners;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getDispatcherType() == DispatcherType.ASYNC) {
				this.winners.seen.add("dispatched");
				return;
			}
			AsyncContext async = request.startAsync(request, response);
			async.addListener(new Race(async, this.winners));
			async.setTimeout(20);
		}

	}

	private record Race(AsyncContext async, Winners winners) implements AsyncListener {

		@Override
		public void onTimeout(AsyncEvent event) {
			Thread completing = new Thread(() -> {
				try {
					this.async.complete();
					this.winners.seen.add("completed");
				}
				catch (IllegalStateException ex) {
					// The other one was first.
				}
			}, "completing");
			completing.start();
			try {
				this.async.dispatch();
			}
			catch (IllegalStateException ex) {
				// The other one was first.
			}
		}

		@Override
		public void onComplete(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
