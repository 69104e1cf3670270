package dev.requeststate.spring.test;

import java.util.List;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Lets the applications that Spring's TestContext framework starts look for leaks in
 * every request context, unless the test says otherwise:
 * {@code request-state.leak-detection} has the value {@code strict}. It takes precedence
 * over the configuration files of the application, which say what is right in production,
 * and gives way to the properties of the test, to system properties and to variables of
 * the environment.
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

		private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

		private static final MapPropertySource SOURCE = new MapPropertySource("Request State in tests",
				Map.of("request-state.leak-detection", "strict"));

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			MutablePropertySources sources = context.getEnvironment().getPropertySources();
			// All that a test can set is before the variables, and all files are after
			// them.
			if (sources.contains(VARIABLES)) {
				sources.addAfter(VARIABLES, SOURCE);
			}
			else {
				sources.addLast(SOURCE);
			}
		}

	}

}
