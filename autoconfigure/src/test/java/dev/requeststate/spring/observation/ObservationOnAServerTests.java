package dev.requeststate.spring.observation;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.requeststate.autoconfigure.RequestStateObservationAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.lifecycle.Application;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring's observation of an HTTP request leads to its context, and the context to the
 * trace, with nothing written for it.
 */
class ObservationOnAServerTests {

	@Test
	void theSpanOfARequestAndItsContextLeadToEachOther() throws Exception {
		check("/page");
	}

	@Test
	void alsoOfOneThatIsDispatchedAgain() throws Exception {
		check("/callable");
	}

	@Test
	void alsoOfOneThatEndsOnAnErrorPage() throws Exception {
		check("/broken");
	}

	private static void check(String path) throws Exception {
		try (Application application = Application.start(Pages.class)) {
			String[] answer = application.send(path).get(20, TimeUnit.SECONDS).body().split(" ");
			application.awaitAllClosed();
			SimpleTracer tracer = application.bean(SimpleTracer.class);
			// The response may be there before the filter of the observation has ended.
			Awaitility.await()
				.untilAsserted(() -> assertThat(tracer.getSpans()).singleElement()
					.satisfies((span) -> assertThat(span.getEndTimestamp().toEpochMilli()).isPositive()));
			SimpleSpan span = tracer.onlySpan();
			assertThat(span.getTags()).containsEntry(ObservedContexts.KEY, answer[0]);
			assertThat(answer[1]).isNotEqualTo("null").isEqualTo(span.context().traceId());
			assertThat(application.bean(RequestContextFactory.class).observerFailures()).isZero();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ObservationAutoConfiguration.class, WebMvcObservationAutoConfiguration.class,
			RequestStateObservationAutoConfiguration.class })
	@Import(Controller.class)
	static class Pages {

		@Bean
		SimpleTracer tracer() {
			return new SimpleTracer();
		}

		@Bean
		TestObservationRegistry observationRegistry(SimpleTracer tracer) {
			TestObservationRegistry registry = TestObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
			return registry;
		}

	}

	@RestController
	static class Controller implements ErrorController {

		private final TraceLink link;

		Controller(TraceLink link) {
			this.link = link;
		}

		@GetMapping("/page")
		String page() {
			RequestContext context = RequestContext.current();
			return context.id() + " " + this.link.traceId(context);
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return this::page;
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("on purpose");
		}

		@RequestMapping("/error")
		String error() {
			return page();
		}

	}

}
