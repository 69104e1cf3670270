package dev.requeststate.spring.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All the pages of the table of scenarios, with the filter as it is by default.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ContainerCompletionConfiguration.class, HoldingPages.class, WebSocketConfiguration.class })
class TableConfiguration {

}
