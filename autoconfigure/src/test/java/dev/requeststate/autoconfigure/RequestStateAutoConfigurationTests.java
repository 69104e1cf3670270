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
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
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

}
