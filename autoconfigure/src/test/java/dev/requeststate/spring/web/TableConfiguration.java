package dev.requeststate.spring.web;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All the pages of the table of scenarios, with the filter as it is by default.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(LifecycleAutoConfiguration.class)
@Import({ ContainerCompletionConfiguration.class, HoldingPages.class, WebSocketConfiguration.class })
class TableConfiguration {

}
