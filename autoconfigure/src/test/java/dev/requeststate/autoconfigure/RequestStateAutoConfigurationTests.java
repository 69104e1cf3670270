package dev.requeststate.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.context.LeakDetection;
import dev.requeststate.context.LeakKind;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestContextObserver;
import dev.requeststate.servlet.RequestInfoMode;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStateAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class));

	@Test
	void thePropertiesHaveTheirDocumentedDefaults() {
		this.runner.run((context) -> {
			RequestStateProperties properties = context.getBean(RequestStateProperties.class);
			assertThat(properties.creationTimeout()).isEqualTo(Duration.ofSeconds(30));
			assertThat(properties.requestInfo()).isEqualTo(RequestInfoMode.LAZY);
			assertThat(properties.leakDetection()).isEqualTo(LeakDetection.OFF);
			assertThat(properties.filter().enabled()).isTrue();
			assertThat(properties.filter().required()).isTrue();
			assertThat(properties.filter().order()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 2);
			assertThat(properties.filter().dispatcherTypes()).containsExactlyInAnyOrder(DispatcherType.REQUEST,
					DispatcherType.ASYNC, DispatcherType.ERROR);
		});
	}

	@Test
	void aCreationTimeoutOfNothingIsRefused() {
		this.runner.withPropertyValues("request-state.creation-timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'request-state.creation-timeout' must be above zero"));
	}

	@Test
	void leaksAreLookedForWhereTheApplicationWantsIt() {
		this.runner.withPropertyValues("request-state.leak-detection=strict")
			.run((context) -> assertThat(leaksOfABindingLeftOpen(context.getBean(RequestContextFactory.class)))
				.isOne());
		this.runner.run((context) -> assertThat(leaksOfABindingLeftOpen(context.getBean(RequestContextFactory.class)))
			.isZero());
	}

	private static long leaksOfABindingLeftOpen(RequestContextFactory factory) {
		factory.run("test", () -> RequestContext.current().bind());
		return factory.leaks().count(LeakKind.BINDING_NOT_CLOSED);
	}

	@Test
	void theScopeIsRegistered() {
		this.runner
			.run((context) -> assertThat(context.getBeanFactory().getRegisteredScopeNames()).contains("request-state"));
	}

	@Test
	void theFactoryTellsTheObserversInTheirOrder() {
		this.runner.withUserConfiguration(Observers.class).run((context) -> {
			context.getBean(RequestContextFactory.class).run("test", () -> {
			});
			assertThat(context.getBean(Observers.class).told).containsExactly("first", "second");
		});
	}

	@Test
	void theFactoryIsTheDefaultForAsLongAsTheApplicationLives() {
		this.runner.run((context) -> {
			RequestContextFactory factory = context.getBean(RequestContextFactory.class);
			RequestContext.run("test", () -> assertThat(factory.opened()).isOne());
			context.close();
			RequestContext.run("test", () -> assertThat(factory.opened()).isOne());
		});
	}

	@Test
	void aFactoryOfTheUsersIsUsedInstead() {
		this.runner.withUserConfiguration(OwnFactory.class).run((context) -> {
			assertThat(context).hasSingleBean(RequestContextFactory.class);
			RequestContext.run("test", () -> assertThat(context.getBean(RequestContextFactory.class).opened()).isOne());
			assertThat(context).hasBean("own");
		});
	}

	@Test
	void aFactoryOfTheUsersThatIsMadeOfTheBuilderHasWhatTheApplicationHas() {
		this.runner
			.withConfiguration(AutoConfigurations.of(RequestStateMdcAutoConfiguration.class,
					RequestStateMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.withPropertyValues("request-state.mdc.enabled=true", "request-state.leak-detection=strict")
			.withUserConfiguration(Observers.class, OwnFactoryOfTheBuilder.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(RequestContextFactory.class).hasBean("own");
				RequestContextFactory own = context.getBean(RequestContextFactory.class);
				own.run("test", () -> assertThat(MDC.get("requestStateId")).isEqualTo(RequestContext.current().id()));
				assertThat(context.getBean(Observers.class).told).containsExactly("first", "second", "own");
				assertThat(context.getBean(MeterRegistry.class).get("request-state.contexts.lifetime").timer().count())
					.isOne();
				assertThat(leaksOfABindingLeftOpen(own)).isOne();
			});
	}

	@Test
	void theBuilderIsCustomizedInOrderAfterThePropertiesWereApplied() {
		List<String> told = new ArrayList<>();
		this.runner.withPropertyValues("request-state.leak-detection=strict")
			.withBean("second", RequestContextFactoryBuilderCustomizer.class, () -> new OrderedCustomizer(2, told))
			.withBean("first", RequestContextFactoryBuilderCustomizer.class, () -> new OrderedCustomizer(1, told))
			.run((context) -> {
				assertThat(told).containsExactly("1", "2");
				assertThat(leaksOfABindingLeftOpen(context.getBean(RequestContextFactory.class))).isZero();
			});
	}

	@Test
	void whoeverAsksForTheBuilderHasOneOfTheirOwn() {
		this.runner.run((context) -> assertThat(context.getBean(RequestContextFactory.Builder.class))
			.isNotSameAs(context.getBean(RequestContextFactory.Builder.class)));
	}

	@Test
	void aChildContextUsesTheFactoryOfItsParent() {
		this.runner.run((parent) -> this.runner.withParent(parent)
			.run((child) -> assertThat(child.getBean(RequestContextFactory.class))
				.isSameAs(parent.getBean(RequestContextFactory.class))));
	}

	@Configuration(proxyBeanMethods = false)
	static class Observers {

		final List<String> told = new ArrayList<>();

		@Bean
		@Order(2)
		RequestContextObserver second() {
			return new Recording("second");
		}

		@Bean
		@Order(1)
		RequestContextObserver first() {
			return new Recording("first");
		}

		private final class Recording implements RequestContextObserver {

			private final String name;

			Recording(String name) {
				this.name = name;
			}

			@Override
			public void onOpened(RequestContext context) {
				Observers.this.told.add(this.name);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		RequestContextFactory own() {
			return RequestContextFactory.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactoryOfTheBuilder {

		@Bean
		RequestContextFactory own(RequestContextFactory.Builder builder, Observers observers) {
			return builder.observer(observers.new Recording("own")).build();
		}

	}

	private record OrderedCustomizer(int order,
			List<String> told) implements RequestContextFactoryBuilderCustomizer, Ordered {

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public void customize(RequestContextFactory.Builder builder) {
			this.told.add(String.valueOf(this.order));
			builder.leakDetection(LeakDetection.OFF);
		}

	}

}
