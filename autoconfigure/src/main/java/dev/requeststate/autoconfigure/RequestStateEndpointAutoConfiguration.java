package dev.requeststate.autoconfigure;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.actuate.RequestStateEndpoint;
import dev.requeststate.spring.observation.TraceLink;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the actuator endpoint {@code requeststate}, where it is exposed.
 */
@AutoConfiguration(after = RequestStateAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(RequestStateEndpoint.class)
public final class RequestStateEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(RequestContextFactory.class)
	RequestStateEndpoint requestStateEndpoint(RequestContextFactory factory,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<TraceLink> traces) {
		return new RequestStateEndpoint(factory, beanFactory, traces.getIfUnique(() -> (context) -> null));
	}

}
