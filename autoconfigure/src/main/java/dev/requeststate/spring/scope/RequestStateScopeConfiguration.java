package dev.requeststate.spring.scope;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Brings the scope {@value RequestStateScope#NAME} into an application context.
 * <p>
 * The auto-configuration imports it. A context that is not auto-configured, such as the
 * child context of a second {@code DispatcherServlet}, has to import it itself if it has
 * request-state beans of its own; to use those of its parent it needs nothing.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class RequestStateScopeConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static StateProxyRegistrar requestStateProxyRegistrar() {
		return new StateProxyRegistrar();
	}

}
