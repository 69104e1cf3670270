package dev.requeststate.autoconfigure;

import dev.requeststate.spring.log.ContextIdInMdc;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the request context's identity in log lines.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty("request-state.mdc.enabled")
@EnableConfigurationProperties(RequestStateProperties.class)
public final class RequestStateMdcAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextIdInMdc requestStateContextIdInMdc(RequestStateProperties properties) {
		return new ContextIdInMdc(properties.mdc().key());
	}

}
