package dev.requeststate.autoconfigure;

import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.metrics.CrossRequestCounter;
import dev.requeststate.spring.metrics.RequestStateMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the request contexts. Those of cached calls come
 * with the guard of these.
 */
@AutoConfiguration(after = RequestStateAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, RequestContextFactory.class })
public final class RequestStateMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestStateMetrics requestStateMetrics(ObjectProvider<RequestContextFactory> factory) {
		return new RequestStateMetrics(factory::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	CrossRequestCounter requestStateCrossRequestCounter() {
		return new CrossRequestCounter();
	}

}
