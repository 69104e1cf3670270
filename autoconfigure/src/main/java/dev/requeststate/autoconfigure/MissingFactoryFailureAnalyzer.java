package dev.requeststate.autoconfigure;

import dev.requeststate.context.RequestContextFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports that nothing can open the contexts of requests. Before Spring Boot's own
 * analyzer, which sees a missing bean like any other.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingFactoryFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		if (cause.getBeanType() != RequestContextFactory.class || cause.getNumberOfBeansFound() > 0) {
			return null;
		}
		return new FailureAnalysis("There is no RequestContextFactory, which opens the contexts of requests.",
				"Do not exclude " + RequestStateAutoConfiguration.class.getSimpleName() + ". Or define a bean of type "
						+ RequestContextFactory.class.getName() + ".",
				cause);
	}

}
