package dev.requeststate.spring.web;

import dev.requeststate.autoconfigure.RequestStateServletAutoConfiguration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The filter as it is configured by default.
 */
@Configuration(proxyBeanMethods = false)
@Import(JournalConfiguration.class)
@ImportAutoConfiguration(RequestStateServletAutoConfiguration.class)
class ContainerCompletionConfiguration {

}
