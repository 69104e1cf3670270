package dev.requeststate.autoconfigure;

import dev.requeststate.spring.jackson.StateProxyModule;
import tools.jackson.databind.JacksonModule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the module by which Jackson writes request-state beans.
 */
@AutoConfiguration
@ConditionalOnClass(JacksonModule.class)
public final class RequestStateJacksonAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StateProxyModule stateProxyModule() {
		return new StateProxyModule();
	}

}
