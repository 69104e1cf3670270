package dev.requeststate.spring.test;

import java.util.List;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Lets the applications that Spring's TestContext framework starts look for leaks in
 * every request context, unless the application or the test says otherwise:
 * {@code request-state.leak-detection} has the value {@code strict}, of the lowest
 * precedence.
 * <p>
 * Registered in {@code spring.factories}. The same for every test, so that the cache of
 * application contexts is not split.
 */
public final class StrictLeakDetection implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return Customizer.STRICT;
	}

	private enum Customizer implements ContextCustomizer {

		STRICT;

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("Request State in tests",
						Map.of("request-state.leak-detection", "strict")));
		}

	}

}
