package dev.requeststate.folio.playground;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Whether the playground is on.
 */
final class OnPlayground extends SpringBootCondition {

	static final String PROPERTY = "folio.playground";

	private static final String DEV_TOOLS = "org.springframework.boot.devtools.restart.Restarter";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnPlayground.class);
		boolean on = isOn(context.getEnvironment(), context.getClassLoader());
		return new ConditionOutcome(on, message.because("'" + PROPERTY + "' is " + on));
	}

	/**
	 * Whether it is on, here and now.
	 * @param properties may turn it on or off
	 * @param classLoader has DevTools where Folio is developed
	 */
	static boolean isOn(PropertyResolver properties, @Nullable ClassLoader classLoader) {
		Boolean on = properties.getProperty(PROPERTY, Boolean.class);
		return (on != null) ? on : ClassUtils.isPresent(DEV_TOOLS, classLoader);
	}

}
