package dev.requeststate.autoconfigure;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.metrics.RequestStateMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStateMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(RequestStateAutoConfiguration.class, RequestStateMetricsAutoConfiguration.class));

	private final ApplicationContextRunner metricsRunner = this.runner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void openContextsTheirLifetimeAndDestroyFailuresAreMeasured() {
		RequestLocal<String> failing = RequestLocal.named("failing", (value) -> {
			throw new IllegalStateException("on purpose");
		});
		this.metricsRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			Lease open = factory.open(() -> "open");
			factory.run("closed", () -> failing.set("value"));
			assertThat(registry.get("request-state.contexts.open").gauge().value()).isEqualTo(1);
			assertThat(registry.get("request-state.contexts.lifetime").timer().count()).isOne();
			assertThat(registry.get("request-state.destroy.failures").functionCounter().count()).isEqualTo(1);
			open.close();
			assertThat(registry.get("request-state.contexts.open").gauge().value()).isZero();
			assertThat(registry.get("request-state.contexts.lifetime").timer().count()).isEqualTo(2);
		});
	}

	@Test
	void workAfterTheResponseIsMeasured() {
		this.metricsRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			factory.run("job", () -> {
				RequestContext.current().afterResponse(() -> {
					throw new IllegalStateException("on purpose");
				});
				assertThat(registry.get("request-state.after-response.pending").gauge().value()).isEqualTo(1);
			});
			assertThat(registry.get("request-state.after-response.pending").gauge().value()).isZero();
			assertThat(registry.get("request-state.after-response.failures").functionCounter().count()).isEqualTo(1);
		});
	}

	@Test
	void whatIsHeldTooLongOrNeverClosedIsMeasured() {
		this.metricsRunner.withPropertyValues("request-state.lease.warn-after=20ms").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			try (Lease open = factory.open(() -> "held"); Lease lease = open.context().lease()) {
				Awaitility.await()
					.untilAsserted(
							() -> assertThat(registry.get("request-state.leases.overdue").functionCounter().count())
								.isEqualTo(1));
				assertThat(registry.get("request-state.contexts.abandoned").functionCounter().count()).isZero();
			}
			factory.open(() -> "abandoned");
			Awaitility.await().untilAsserted(() -> {
				System.gc();
				assertThat(registry.get("request-state.contexts.abandoned").functionCounter().count()).isEqualTo(1);
			});
		});
	}

	@Test
	void aRegistryMayNeedTheFactory() {
		this.metricsRunner.withUserConfiguration(RegistryThatNeedsTheFactory.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(RequestContextFactory.class).run("test", () -> {
			});
			assertThat(context.getBean(MeterRegistry.class).get("request-state.contexts.lifetime").timer().count())
				.isOne();
		});
	}

	@Test
	void backsOffWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(RequestStateMetrics.class));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RequestContextFactory.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class RegistryThatNeedsTheFactory {

		@Bean
		MeterRegistry meterRegistry(RequestContextFactory factory) {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			registry.gauge("opened", factory, RequestContextFactory::opened);
			return registry;
		}

	}

}
