package dev.requeststate.autoconfigure;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.retained.RetainedState;
import dev.requeststate.retained.RetentionCounts;
import dev.requeststate.spring.metrics.CrossRequestCounter;
import dev.requeststate.spring.metrics.RequestStateMetrics;
import dev.requeststate.spring.owned.CrossRequestUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
	void whatWasAbandonedIsNotOpenAnyMore() {
		this.metricsRunner.withPropertyValues("request-state.lease.warn-after=20ms").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			try (Lease open = factory.open(() -> "open")) {
				for (int i = 0; i < 10; i++) {
					factory.open(() -> "abandoned");
				}
				Awaitility.await().untilAsserted(() -> {
					System.gc();
					assertThat(registry.get("request-state.contexts.open").gauge().value()).isEqualTo(1);
				});
				assertThat(registry.get("request-state.contexts.abandoned").functionCounter().count()).isEqualTo(10);
			}
			assertThat(registry.get("request-state.contexts.open").gauge().value()).isZero();
		});
	}

	@Test
	void openedContextsAndUsesOfClosedOnesAreMeasured() {
		this.metricsRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			RequestContext closed = factory.call("job", RequestContext::current);
			assertThatExceptionOfType(RequestContextClosedException.class).isThrownBy(closed::lease);
			assertThat(registry.get("request-state.contexts.opened").functionCounter().count()).isEqualTo(1);
			assertThat(registry.get("request-state.closed-accesses").functionCounter().count()).isEqualTo(1);
		});
	}

	@Test
	void heldLeasesAndTheAgeOfTheOldestAreMeasured() {
		this.metricsRunner.withPropertyValues("request-state.lease.warn-after=20ms").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			try (Lease open = factory.open(() -> "held"); Lease lease = open.context().lease()) {
				assertThat(registry.get("request-state.leases.held").gauge().value()).isEqualTo(1);
				Awaitility.await()
					.untilAsserted(() -> assertThat(
							registry.get("request-state.leases.oldest").timeGauge().value(TimeUnit.MILLISECONDS))
						.isBetween(20.0, 60_000.0));
			}
			assertThat(registry.get("request-state.leases.held").gauge().value()).isZero();
			assertThat(registry.get("request-state.leases.oldest").timeGauge().value(TimeUnit.MILLISECONDS)).isZero();
		});
	}

	@Test
	void valuesThatAreMadeAreMeasuredByTheirLocal() {
		RequestLocal<String> made = RequestLocal.withInitial("made", () -> "value");
		RequestLocal<String> given = RequestLocal.named("given");
		this.metricsRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			for (int i = 0; i < 3; i++) {
				factory.run("job", () -> {
					given.set("value");
					assertThat(made.get()).isSameAs(made.get());
				});
			}
			assertThat(registry.get("request-state.values.created").tag("local", "made").functionCounter().count())
				.isEqualTo(3);
			assertThat(registry.find("request-state.values.created").tag("local", "given").meter()).isNull();
		});
	}

	@Test
	void observersThatThrowAreMeasured() {
		this.metricsRunner.withBean(RequestContextObserver.class, () -> new RequestContextObserver() {

			@Override
			public void onOpened(RequestContext context) {
				throw new IllegalStateException("on purpose");
			}

		}).run((context) -> {
			context.getBean(RequestContextFactory.class).run("job", () -> {
			});
			assertThat(context.getBean(MeterRegistry.class)
				.get("request-state.observer.failures")
				.functionCounter()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void retainedValuesAreMeasuredByWhatBecomesOfThem() {
		this.metricsRunner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			RetentionCounts counts = RetainedState.counts();
			assertThat(retained(registry, "kept")).isEqualTo(counts.kept());
			assertThat(retained(registry, "migrated")).isEqualTo(counts.migrated());
			assertThat(retained(registry, "dropped")).isEqualTo(counts.dropped());
		});
	}

	private static double retained(MeterRegistry registry, String outcome) {
		return registry.get("request-state.retained.values").tag("outcome", outcome).functionCounter().count();
	}

	@Test
	void usesFromOtherRequestsAreMeasuredByBean() {
		this.metricsRunner.run((context) -> {
			context.getBean(CrossRequestCounter.class)
				.onCrossRequestUse(
						new CrossRequestUse("cart", "Cart", "add", "request 1 (GET /cart)", null, "main", null));
			assertThat(context.getBean(MeterRegistry.class)
				.get("request-state.cross-request.uses")
				.tag("bean", "cart")
				.functionCounter()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void theLifetimeHasThePercentilesThatBootIsConfiguredFor() {
		this.metricsRunner
			.withPropertyValues("management.metrics.distribution.percentiles.request-state.contexts.lifetime=0.5,0.99")
			.run((context) -> {
				RequestContextFactory factory = context.getBean(RequestContextFactory.class);
				factory.run("job", () -> {
				});
				assertThat(context.getBean(MeterRegistry.class)
					.get("request-state.contexts.lifetime")
					.timer()
					.takeSnapshot()
					.percentileValues()).extracting(ValueAtPercentile::percentile).containsExactly(0.5, 0.99);
			});
	}

	@Test
	void everyRegistryIsToldOfAllAndOfEachOnce() {
		this.metricsRunner.withBean("one", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("two", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				RequestContextFactory factory = context.getBean(RequestContextFactory.class);
				factory.run("before", () -> {
				});
				SimpleMeterRegistry later = new SimpleMeterRegistry();
				RequestStateMetrics metrics = context.getBean(RequestStateMetrics.class);
				metrics.bindTo(later);
				metrics.bindTo(later);
				factory.run("after", () -> {
				});
				for (String name : List.of("one", "two")) {
					MeterRegistry registry = context.getBean(name, MeterRegistry.class);
					assertThat(registry.get("request-state.contexts.opened").functionCounter().count()).isEqualTo(2);
					assertThat(registry.get("request-state.contexts.lifetime").timer().count()).isEqualTo(2);
				}
				assertThat(later.get("request-state.contexts.opened").functionCounter().count()).isEqualTo(2);
				assertThat(later.get("request-state.contexts.lifetime").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void applicationsInOneProcessMeasureTheirOwn() {
		this.metricsRunner.run((one) -> this.metricsRunner.run((two) -> {
			one.getBean(RequestContextFactory.class).run("job", () -> {
			});
			assertThat(one.getBean(MeterRegistry.class).get("request-state.contexts.lifetime").timer().count())
				.isEqualTo(1);
			assertThat(two.getBean(MeterRegistry.class).get("request-state.contexts.lifetime").timer().count())
				.isZero();
			assertThat(two.getBean(MeterRegistry.class).get("request-state.contexts.opened").functionCounter().count())
				.isZero();
		}));
	}

	@Test
	void backsOffForTheApplicationsOwn() {
		this.metricsRunner.withUserConfiguration(OwnMeters.class)
			.run((context) -> assertThat(context).hasSingleBean(RequestStateMetrics.class)
				.hasBean("ownMeters")
				.hasSingleBean(CrossRequestCounter.class)
				.hasBean("ownCounter"));
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
	void backsOffWithoutAFactory() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(RequestStateMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
							CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MeterRegistry.class)
				.doesNotHaveBean(RequestStateMetrics.class));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RequestContextFactory.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMeters {

		@Bean
		RequestStateMetrics ownMeters(ObjectProvider<RequestContextFactory> factory) {
			return new RequestStateMetrics(factory::getObject);
		}

		@Bean
		CrossRequestCounter ownCounter() {
			return new CrossRequestCounter();
		}

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
