package dev.requeststate.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.requeststate.context.CurrentContextObserver;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import dev.requeststate.spring.observation.ObservedContexts;
import dev.requeststate.spring.observation.TraceLink;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

class RequestStateObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(RequestStateAutoConfiguration.class, RequestStateObservationAutoConfiguration.class));

	private final ApplicationContextRunner observed = this.runner
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
		.withBean(TestObservationRegistry.class, TestObservationRegistry::create);

	private final ApplicationContextRunner traced = this.runner.withBean(SimpleTracer.class, SimpleTracer::new);

	@Test
	void theObservationAContextIsOpenedInHasItsIdentity() {
		this.observed.run((context) -> {
			TestObservationRegistry registry = context.getBean(TestObservationRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			String id = Observation.createNotStarted("work", registry)
				.observe(() -> factory.call("job", () -> RequestContext.current().id()));
			assertThat(registry).hasObservationWithNameEqualTo("work")
				.that()
				.hasHighCardinalityKeyValue(ObservedContexts.KEY, id)
				.doesNotHaveLowCardinalityKeyValueWithKey(ObservedContexts.KEY);
		});
	}

	@Test
	void anObservationKeepsTheIdentityOfTheFirstContextOpenedInIt() {
		this.observed.run((context) -> {
			TestObservationRegistry registry = context.getBean(TestObservationRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			String outer = Observation.createNotStarted("work", registry).observe(() -> factory.call("outer", () -> {
				factory.run("inner", () -> {
				});
				return RequestContext.current().id();
			}));
			assertThat(registry).hasObservationWithNameEqualTo("work")
				.that()
				.hasHighCardinalityKeyValue(ObservedContexts.KEY, outer);
		});
	}

	@Test
	void aContextOpenedInNoObservationIsLikeAnyOther() {
		this.observed.run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			factory.run("job", () -> assertThat(RequestContext.current().isOpen()).isTrue());
			assertThat(factory.observerFailures()).isZero();
		});
	}

	@Test
	void aRegistryMayNeedTheFactory() {
		this.runner.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
			.withUserConfiguration(RegistryThatNeedsTheFactory.class)
			.run((context) -> {
				TestObservationRegistry registry = context.getBean(TestObservationRegistry.class);
				RequestContextFactory factory = context.getBean(RequestContextFactory.class);
				Observation.createNotStarted("work", registry).observe(() -> factory.run("job", () -> {
				}));
				assertThat(registry).hasObservationWithNameEqualTo("work")
					.that()
					.hasHighCardinalityKeyValueWithKey(ObservedContexts.KEY);
			});
	}

	@Test
	void aContextRemembersTheTraceItWasOpenedInUntilItIsClosed() {
		this.traced.run((context) -> {
			SimpleTracer tracer = context.getBean(SimpleTracer.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			TraceLink link = context.getBean(TraceLink.class);
			SimpleSpan span = tracer.nextSpan().name("request").start();
			Lease lease;
			try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
				lease = factory.open(() -> "job");
			}
			assertThat(span.context().traceId()).isNotEmpty();
			assertThat(link.traceId(lease.context())).isEqualTo(span.context().traceId());
			assertThat(RequestContext.currentOrNull()).isNull();
			lease.close();
			assertThat(link.traceId(lease.context())).isNull();
		});
	}

	@Test
	void whoAsksForTheTraceMakesNoContextCurrentAndUsesNoClosedOne() {
		List<RequestContext> current = new CopyOnWriteArrayList<>();
		this.traced.withBean(CurrentContextObserver.class, () -> (context) -> {
			current.add(context);
			return () -> {
			};
		}).run((context) -> {
			SimpleTracer tracer = context.getBean(SimpleTracer.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			TraceLink link = context.getBean(TraceLink.class);
			Lease lease;
			try (Tracer.SpanInScope scope = tracer.withSpan(tracer.nextSpan().start())) {
				lease = factory.open(() -> "job");
			}
			assertThat(link.traceId(lease.context())).isNotEmpty();
			assertThat(factory.openContexts().values(lease.context())).isEmpty();
			assertThat(current).isEmpty();
			lease.close();
			assertThat(link.traceId(lease.context())).isNull();
			assertThat(factory.closedAccesses()).isZero();
			assertThat(factory.observerFailures()).isZero();
		});
	}

	@Test
	void theEndpointSaysInWhichTraceAContextWasOpened() {
		this.traced.withConfiguration(AutoConfigurations.of(RequestStateEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=requeststate")
			.run((context) -> {
				SimpleTracer tracer = context.getBean(SimpleTracer.class);
				SimpleSpan span = tracer.nextSpan().name("request").start();
				Lease lease;
				try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
					lease = context.getBean(RequestContextFactory.class).open(() -> "job");
				}
				try (lease) {
					assertThat(context.getBean(RequestStateEndpoint.class).report(null).open()).singleElement()
						.satisfies((open) -> assertThat(open.traceId()).isEqualTo(span.context().traceId()));
				}
			});
	}

	@Test
	void aContextOpenedInNoTraceHasNone() {
		this.traced.run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			TraceLink link = context.getBean(TraceLink.class);
			try (Lease lease = factory.open(() -> "job")) {
				assertThat(link.traceId(lease.context())).isNull();
			}
			assertThat(factory.observerFailures()).isZero();
		});
	}

	@Test
	void whereNobodyTracesNoContextHasATrace() {
		this.runner.run((context) -> {
			try (Lease lease = context.getBean(RequestContextFactory.class).open(() -> "job")) {
				assertThat(context.getBean(TraceLink.class).traceId(lease.context())).isNull();
			}
		});
	}

	@Test
	void backsOffWhereTheApplicationKnowsTheTrace() {
		this.traced.withBean(TraceLink.class, () -> (context) -> "mine")
			.run((context) -> assertThat(context).hasSingleBean(TraceLink.class));
	}

	@Test
	void backsOffWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ObservedContexts.class));
	}

	@Test
	void backsOffWithoutTracing() {
		this.observed.withClassLoader(new FilteredClassLoader(Tracer.class))
			.run((context) -> assertThat(context).hasSingleBean(ObservedContexts.class)
				.doesNotHaveBean(TraceLink.class));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class, Tracer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ObservedContexts.class)
				.doesNotHaveBean(TraceLink.class));
	}

	@Test
	void canBeSwitchedOff() {
		this.observed.withBean(SimpleTracer.class, SimpleTracer::new)
			.withPropertyValues("request-state.observation.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(RequestContextFactory.class)
				.doesNotHaveBean(ObservedContexts.class)
				.doesNotHaveBean(TraceLink.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class RegistryThatNeedsTheFactory {

		@Bean
		TestObservationRegistry observationRegistry(RequestContextFactory factory) {
			assertThat(factory.opened()).isZero();
			return TestObservationRegistry.create();
		}

	}

}
