package dev.requeststate.spring.log;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.requeststate.autoconfigure.RequestStateMdcAutoConfiguration;
import dev.requeststate.context.CurrentContextObserver;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.lifecycle.Application;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What stands in the lines of a log on a server: in each dispatch of a request, on each
 * thread that works for it, and on the threads of the pools when it is over.
 */
class MdcOnAServerTests {

	private static final Logger logger = LoggerFactory.getLogger(MdcOnAServerTests.class);

	private static final String EXECUTOR = "applicationTaskExecutor";

	private static void log(String place) {
		LogLines.log(logger, place);
	}

	// Boot heeds the property for virtual threads from JDK 21 on.
	@ParameterizedTest
	@ValueSource(strings = { "spring.threads.virtual.enabled=false", "spring.threads.virtual.enabled=true" })
	void everyLineOfARequestLeadsToItsContextAndNoOtherDoes(String property) throws Exception {
		try (Application application = start(Pages.class, property);
				LogLines lines = new LogLines(MdcOnAServerTests.class.getName())) {
			for (int i = 0; i < 3; i++) {
				assertThat(application.get("/callable")).isEqualTo("callable");
				assertThat(application.get("/async")).isEqualTo("async");
				assertThat(application.get("/events")).isEqualTo("data:event\n\n");
				assertThat(application.get("/late")).isEqualTo("late");
				assertThat(application.send("/broken").get(20, TimeUnit.SECONDS).body()).isEqualTo("sorry");
			}
			application.awaitAllClosed();
			application.context()
				.getBean(EXECUTOR, AsyncTaskExecutor.class)
				.submit(() -> log("the pool's thread afterwards"))
				.get(10, TimeUnit.SECONDS);
			lines.assertEveryLineIsRight();
			assertThat(lines.places()).contains("outside REQUEST", "outside ASYNC", "outside ERROR", "inside REQUEST",
					"inside ASYNC", "inside ERROR", "handler", "callable", "async", "events", "after the response",
					"error page", "made", "destroyed", "the pool's thread afterwards");
			assertThat(lines.lines()).filteredOn((line) -> line.place().startsWith("inside"))
				.allSatisfy((line) -> assertThat(line.isOfARequest()).isTrue())
				.allSatisfy((line) -> assertThat(line.user()).isEqualTo("ada"));
			assertThat(lines.lines()).filteredOn((line) -> line.place().startsWith("outside"))
				.allSatisfy((line) -> assertThat(line.isOfARequest()).isFalse());
			assertThat(application.bean(RequestContextFactory.class).observerFailures()).isZero();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void bootWritesItInEachLineOfItsDefaultPattern(CapturedOutput output) throws Exception {
		try (Application application = Application.start(Pages.class, "request-state.mdc.enabled=true",
				"logging.pattern.correlation=[%X{requestStateId:-}] ",
				"logging.level." + MdcOnAServerTests.class.getName() + "=info")) {
			assertThat(application.get("/late")).isEqualTo("late");
			application.awaitAllClosed();
		}
		finally {
			// Boot hands it to Logback in a system property, and leaves that behind.
			System.clearProperty(LoggingSystemProperty.CORRELATION_PATTERN.getEnvironmentVariableName());
		}
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("|inside REQUEST"))
			.singleElement()
			.asString()
			.containsPattern("\\[([0-9a-f]{16})] .* : \\1\\|inside REQUEST");
	}

	// The control: the same server, with an observer that does not clean up.
	@Test
	void aValueThatIsLeftOnAThreadOfThePoolIsFound() throws Exception {
		try (Application application = start(Leaking.class, "spring.threads.virtual.enabled=false");
				LogLines lines = new LogLines(MdcOnAServerTests.class.getName())) {
			assertThat(application.get("/async")).isEqualTo("async");
			application.awaitAllClosed();
			application.context()
				.getBean(EXECUTOR, AsyncTaskExecutor.class)
				.submit(() -> log("the pool's thread afterwards"))
				.get(10, TimeUnit.SECONDS);
			assertThat(lines.places()).contains("the pool's thread afterwards");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(lines::assertEveryLineIsRight);
		}
	}

	private static Application start(Class<?> configuration, String property) {
		return Application.start(configuration, property, "request-state.mdc.enabled=true",
				"spring.task.execution.pool.core-size=1");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pages.class)
	static class Leaking {

		@Bean
		CurrentContextObserver leaking() {
			return (context) -> () -> MDC.put("requestStateId", (context != null) ? context.id() : "none");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@ImportAutoConfiguration(RequestStateMdcAutoConfiguration.class)
	@Import({ Controller.class, Worker.class })
	static class Pages {

		private final RequestLocal<String> value = RequestLocal.withInitial("value", () -> {
			log("made");
			return "value";
		}, (destroyed) -> log("destroyed"));

		@Bean
		FilterRegistrationBean<Filter> outside() {
			return filter(Ordered.HIGHEST_PRECEDENCE, (request, response, chain) -> {
				MDC.put("user", "ada");
				log("outside " + request.getDispatcherType());
				try {
					chain.doFilter(request, response);
				}
				finally {
					log("outside " + request.getDispatcherType());
					MDC.remove("user");
				}
			});
		}

		@Bean
		FilterRegistrationBean<Filter> inside() {
			return filter(Ordered.LOWEST_PRECEDENCE, (request, response, chain) -> {
				log("inside " + request.getDispatcherType());
				this.value.get();
				chain.doFilter(request, response);
			});
		}

		private static FilterRegistrationBean<Filter> filter(int order, Filter filter) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(order);
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
			return registration;
		}

	}

	static class Worker {

		@Async
		public CompletableFuture<String> work() {
			log("async");
			return CompletableFuture.completedFuture("async");
		}

		@Async
		public void send(SseEmitter emitter) throws IOException {
			log("events");
			emitter.send("event");
			emitter.complete();
		}

	}

	@RestController
	static class Controller implements ErrorController {

		private final Worker worker;

		Controller(Worker worker) {
			this.worker = worker;
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			log("handler");
			return () -> {
				log("callable");
				return "callable";
			};
		}

		@GetMapping("/async")
		CompletableFuture<String> async() {
			return this.worker.work();
		}

		@GetMapping("/events")
		SseEmitter events() throws IOException {
			SseEmitter emitter = new SseEmitter();
			this.worker.send(emitter);
			return emitter;
		}

		@GetMapping("/late")
		String late() {
			RequestContext.current().afterResponse(() -> log("after the response"));
			return "late";
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("on purpose");
		}

		@RequestMapping("/error")
		String error() {
			log("error page");
			return "sorry";
		}

	}

}
