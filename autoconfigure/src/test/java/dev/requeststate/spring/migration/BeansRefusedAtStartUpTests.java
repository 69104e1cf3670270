package dev.requeststate.spring.migration;

import java.util.ArrayList;

import dev.requeststate.RequestState;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.servlet.HandlerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

class BeansRefusedAtStartUpTests {

	@Test
	void typesThatCannotBeExtendedOrAreNeededOutsideOfRequestsAreFound() {
		assertThat(Scanned.places(MigrationRules.BEANS_REFUSED_AT_START_UP, Refused.class)).containsExactly(
				"@Bean method errors (ArrayList): it is a class of the JDK", "Final: no class can extend it",
				"FinalOfInterface: no class can extend it", "Interceptor: is a HandlerInterceptor",
				"Jobs: run() has @Scheduled", "Listener: is a ApplicationListener", "Messages: hear() has @JmsListener",
				"Point: no class can extend it", "Properties: has @ConfigurationProperties", "Web: is a Filter",
				"WithBeans: inner() has @Bean", "WithConfiguration: has @Configuration");
	}

	@Test
	void typesThatAreRefusedTodayOrNeverAreNotFound() {
		assertThat(Scanned.places(MigrationRules.BEANS_REFUSED_AT_START_UP, Allowed.class)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { Refused.Final.class, Refused.FinalOfInterface.class, Refused.Point.class,
			Refused.Properties.class, Refused.Interceptor.class, Refused.Listener.class, Refused.Jobs.class,
			Refused.Messages.class, Refused.Web.class, Refused.WithBeans.class, Refused.WithConfiguration.class })
	void startInTheRequestScopeAndNotAsRequestState(Class<?> type) {
		BothScopes.application(type).run((context) -> assertThat(context).hasNotFailed());
		asRequestState(type).run((context) -> assertThat(context).hasFailed());
	}

	private static WebApplicationContextRunner asRequestState(Class<?> type) {
		AbstractBeanDefinition definition = BeanDefinitionBuilder.genericBeanDefinition(type)
			.setScope("request-state")
			.getBeanDefinition();
		return BothScopes.application()
			.withInitializer((context) -> ((BeanDefinitionRegistry) context.getBeanFactory())
				.registerBeanDefinition("bean", definition));
	}

	@Test
	void aListOfTheJdkStartsInTheRequestScopeAndNotAsRequestState() {
		BothScopes.application(Refused.class)
			.run((context) -> BothScopes
				.inRequestScope(() -> assertThat(context.getBean(ArrayList.class).isEmpty()).isTrue()));
		BothScopes.application(MovedList.class).run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class MovedList {

		@Bean
		@RequestState
		ArrayList<String> errors() {
			return new ArrayList<>();
		}

	}

	static class Refused {

		@Bean
		@Scope("request")
		ArrayList<String> errors() {
			return new ArrayList<>();
		}

		@Scope("request")
		static final class Final {

		}

		@RequestScope(proxyMode = ScopedProxyMode.INTERFACES)
		static final class FinalOfInterface implements Runnable {

			@Override
			public void run() {
			}

		}

		@Scope("request")
		record Point() {

		}

		@RequestScope
		@ConfigurationProperties("point")
		static class Properties {

		}

		@RequestScope
		static class Interceptor implements HandlerInterceptor {

		}

		@RequestScope
		static class Listener implements ApplicationListener<Listener.Event> {

			@Override
			public void onApplicationEvent(Event event) {
			}

			static class Event extends ApplicationEvent {

				Event(Object source) {
					super(source);
				}

			}

		}

		@RequestScope
		static class Jobs {

			@Scheduled(fixedDelay = 1000)
			void run() {
			}

		}

		@RequestScope
		static class Messages {

			@JmsListener
			void hear() {
			}

		}

		@RequestScope
		static class Web implements Filter {

			@Override
			public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
			}

		}

		@RequestScope
		static class WithBeans {

			@Bean
			@RequestScope
			CharSequence inner() {
				return "inner";
			}

		}

		@RequestScope
		@Configuration(proxyBeanMethods = false)
		static class WithConfiguration {

		}

	}

	static class Allowed {

		// Does not start today either.
		@Bean
		@RequestScope
		ArrayList<String> errors() {
			return new ArrayList<>();
		}

		@Bean
		@RequestScope
		CharSequence text() {
			return "text";
		}

		@RequestScope
		static class Extensible {

		}

		// Does not start today either.
		@RequestScope
		static final class FinalWithSubclass {

		}

		@Scope("request")
		abstract static class Abstract {

		}

		static final class Plain {

		}

	}

}
