package dev.requeststate.spring.web;

import java.util.EnumSet;
import java.util.List;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.servlet.RequestInfoMode;
import dev.requeststate.servlet.RequestStateFilter;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * The filter where no completion knows the container, and the container none of them.
 */
@Configuration(proxyBeanMethods = false)
@Import(JournalConfiguration.class)
class PortableRuleConfiguration {

	@Bean
	RequestStateFilter requestStateFilter(RequestContextFactory factory) {
		return new RequestStateFilter(factory, List.of(), RequestInfoMode.LAZY);
	}

	@Bean
	FilterRegistrationBean<RequestStateFilter> requestStateFilterRegistration(RequestStateFilter filter) {
		FilterRegistrationBean<RequestStateFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
		registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
		return registration;
	}

}
