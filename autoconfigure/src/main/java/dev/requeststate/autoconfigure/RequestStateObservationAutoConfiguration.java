package dev.requeststate.autoconfigure;

import dev.requeststate.spring.observation.ObservedContexts;
import dev.requeststate.spring.observation.TraceLink;
import dev.requeststate.spring.observation.TracedContexts;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of what leads from observations to request contexts, and from these
 * to their traces.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "request-state.observation.enabled", matchIfMissing = true)
public final class RequestStateObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ObservationRegistry.class)
	ObservedContexts requestStateObservedContexts(ObjectProvider<ObservationRegistry> registry) {
		return new ObservedContexts(registry::getIfUnique);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static class TracingConfiguration {

		// Bridges to tracers have auto-configurations of their own, some of them the
		// vendors'. So whether there is a tracer is found out when a context is opened.
		@Bean
		@ConditionalOnMissingBean(TraceLink.class)
		TracedContexts requestStateTracedContexts(ObjectProvider<Tracer> tracer) {
			return new TracedContexts(tracer::getIfUnique);
		}

	}

}
