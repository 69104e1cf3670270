package dev.requeststate.spring.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.RequestState;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Values and beans that fail when they are made and when they are destroyed: the request
 * ends once all the same, with everything else in it, and the next one is not affected.
 */
class FaultInjectionTests {

	private static final int TIMES = 20;

	@ParameterizedTest
	@CsvSource({ "TOMCAT, /value-fails", "TOMCAT, /bean-fails", "JETTY, /value-fails", "JETTY, /bean-fails" })
	void whatCannotBeMadeEndsInTheErrorPageOfTheSameContext(Container container, String path) throws Exception {
		try (WebServer server = WebServer.start(container, Pages.class)) {
			for (int i = 0; i < TIMES; i++) {
				assertThat(server.get(path, Journal.KEY, "key-" + i).statusCode()).isEqualTo(500);
			}
			assertThatAllAreClosed(server, List.of("REQUEST", "ERROR"));
			assertThat(server.bean(RequestContextFactory.class).destroyFailures()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatCannotBeDestroyedStopsNothingElse(Container container) throws Exception {
		try (WebServer server = WebServer.start(container, Pages.class)) {
			for (int i = 0; i < TIMES; i++) {
				assertThat(server.get("/fails-at-the-end", Journal.KEY, "key-" + i).statusCode()).isEqualTo(200);
			}
			assertThatAllAreClosed(server, List.of("REQUEST"));
			// The value's; Spring itself logs what a @PreDestroy method throws.
			assertThat(server.bean(RequestContextFactory.class).destroyFailures()).isEqualTo(TIMES);
		}
	}

	private static void assertThatAllAreClosed(WebServer server, List<String> dispatches) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> assertThat(server.bean(RequestStateFilter.class).closedByContainer()).isEqualTo(TIMES));
		Journal journal = server.bean(Journal.class);
		for (int i = 0; i < TIMES; i++) {
			assertThat(Verdict.of(journal.steps("key-" + i), dispatches)).as("%s", journal.steps("key-" + i)).isEmpty();
		}
		assertThat(journal.leftBound()).isEmpty();
		assertThat(RequestContext.currentOrNull()).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ContainerCompletionConfiguration.class, FaultyPages.class })
	static class Pages {

		@Bean
		@RequestState
		UnmadeBean unmadeBean() {
			throw new IllegalStateException("a bean that cannot be made");
		}

		@Bean
		@RequestState
		UndestroyedBean undestroyedBean() {
			return new UndestroyedBean();
		}

	}

	/**
	 * Pages that use what fails.
	 */
	@RestController
	static class FaultyPages {

		private static final RequestLocal<String> UNMADE = RequestLocal.withInitial("unmade", () -> {
			throw new IllegalStateException("a value that cannot be made");
		});

		private static final RequestLocal<List<String>> UNDESTROYED = RequestLocal.withInitial("undestroyed",
				ArrayList::new, (list) -> {
					throw new IllegalStateException("a value that cannot be destroyed");
				});

		private final UnmadeBean unmadeBean;

		private final UndestroyedBean undestroyedBean;

		FaultyPages(UnmadeBean unmadeBean, UndestroyedBean undestroyedBean) {
			this.unmadeBean = unmadeBean;
			this.undestroyedBean = undestroyedBean;
		}

		@GetMapping("/value-fails")
		String value() {
			return UNMADE.get();
		}

		@GetMapping("/bean-fails")
		String bean() {
			return this.unmadeBean.use();
		}

		@GetMapping("/fails-at-the-end")
		String end() {
			UNDESTROYED.get().add("used");
			return this.undestroyedBean.use();
		}

	}

	/**
	 * Cannot be made.
	 */
	static class UnmadeBean {

		String use() {
			return "used";
		}

	}

	/**
	 * Cannot be destroyed.
	 */
	static class UndestroyedBean {

		String use() {
			return "used";
		}

		@PreDestroy
		void destroy() {
			throw new IllegalStateException("a bean that cannot be destroyed");
		}

	}

}
