package dev.requeststate.folio.playground;

import dev.requeststate.folio.page.PlaygroundLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Leads to the pages of the playground, and says that they are there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPlayground
class PlaygroundConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(PlaygroundConfiguration.class);

	PlaygroundConfiguration(Environment environment) {
		// In a jar that was prepared ahead of time the condition was looked at when that
		// was built, and is not looked at again.
		if (!OnPlayground.isOn(environment, getClass().getClassLoader())) {
			throw new IllegalStateException("The playground was prepared with this jar, and nobody has turned it on. "
					+ "Start with '" + OnPlayground.PROPERTY + "=true', or prepare the jar with '"
					+ OnPlayground.PROPERTY + "=false'.");
		}
		logger.info("The playground is on: /playground and /isolation are there for whoever can reach this server");
	}

	@Bean
	@Order(1)
	PlaygroundLink counterLink() {
		return new PlaygroundLink("/playground/counter", "counter.title");
	}

	@Bean
	@Order(2)
	PlaygroundLink requestInfoLink() {
		return new PlaygroundLink("/playground/request-info", "info.title");
	}

	@Bean
	@Order(3)
	PlaygroundLink cacheLink() {
		return new PlaygroundLink("/playground/cache", "cache.title");
	}

}
