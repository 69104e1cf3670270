package dev.requeststate.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Auto-configuration of the request context and the {@code request-state} scope.
 */
@AutoConfiguration
@EnableConfigurationProperties(RequestStateProperties.class)
public final class RequestStateAutoConfiguration {

}
