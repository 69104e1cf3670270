package dev.requeststate.autoconfigure;

import dev.requeststate.spring.client.FetchOnceCustomizer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of one fetch per request.
 */
@AutoConfiguration
@ConditionalOnClass(RestClientCustomizer.class)
@ConditionalOnBooleanProperty("request-state.client.fetch-once")
@EnableConfigurationProperties(RequestStateProperties.class)
public final class RequestStateClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FetchOnceCustomizer requestStateFetchOnceCustomizer(RequestStateProperties properties) {
		return new FetchOnceCustomizer(properties.client().maxBody());
	}

}
