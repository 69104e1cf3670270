package dev.requeststate.autoconfigure;

import java.util.EnumSet;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestCompletion;
import dev.requeststate.servlet.RequestStateFilter;
import dev.requeststate.spring.web.JettyRequestCompletion;
import dev.requeststate.spring.web.PathVariablesInterceptor;
import dev.requeststate.spring.web.TomcatRequestCompletion;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.valves.ValveBase;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration of the servlet filter that opens a context for each request, and of
 * the containers' own way to end it.
 */
@AutoConfiguration(after = RequestStateAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@ConditionalOnProperty(name = "request-state.filter.enabled", matchIfMissing = true)
public final class RequestStateServletAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestStateFilter requestStateFilter(RequestContextFactory factory, ObjectProvider<RequestCompletion> completions,
			RequestStateProperties properties) {
		return new RequestStateFilter(factory, completions.orderedStream().toList(), properties.requestInfo());
	}

	@Bean
	@ConditionalOnMissingBean(name = "requestStateFilterRegistration")
	FilterRegistrationBean<RequestStateFilter> requestStateFilterRegistration(RequestStateFilter filter,
			RequestStateProperties properties,
			ObjectProvider<FilterRegistrationBean<ErrorPageFilter>> errorPageFilters) {
		FilterRegistrationBean<RequestStateFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(properties.filter().order());
		EnumSet<DispatcherType> types = EnumSet.noneOf(DispatcherType.class);
		properties.filter().dispatcherTypes().forEach((type) -> types.add(DispatcherType.valueOf(type.name())));
		registration.setDispatcherTypes(types);
		errorPageFilters.ifAvailable((errorPages) -> showErrorPagesInside(registration, errorPages));
		return registration;
	}

	// In a WAR, Spring Boot's error pages are no dispatches of the container but forwards
	// of a filter, which has to be behind this one for them to be in the request's
	// context. A place the application has chosen is left as it is: a filter in between
	// may want its error pages.
	private static void showErrorPagesInside(FilterRegistrationBean<RequestStateFilter> registration,
			FilterRegistrationBean<ErrorPageFilter> errorPages) {
		registration.addInitParameter(RequestStateFilter.ERROR_DISPATCHES, "false");
		if (registration.getOrder() == RequestStateProperties.Filter.DEFAULT_ORDER_VALUE) {
			errorPages.setOrder(registration.getOrder() + 1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ValveBase.class, ConfigurableTomcatWebServerFactory.class })
	static class TomcatConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TomcatRequestCompletion tomcatRequestCompletion() {
			return new TomcatRequestCompletion();
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> requestStateTomcatCustomizer(
				TomcatRequestCompletion completion) {
			return (factory) -> factory.addEngineValves(completion.valve());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ServletContextRequest.class)
	static class JettyConfiguration {

		@Bean
		@ConditionalOnMissingBean
		JettyRequestCompletion jettyRequestCompletion() {
			return new JettyRequestCompletion();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebMvcConfigurer.class)
	static class WebMvcConfiguration {

		@Bean
		WebMvcConfigurer requestStateWebMvcConfigurer() {
			return new WebMvcConfigurer() {

				@Override
				public void addInterceptors(InterceptorRegistry registry) {
					// Before the application's own, which may ask for them.
					registry.addInterceptor(new PathVariablesInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
				}

			};
		}

	}

}
