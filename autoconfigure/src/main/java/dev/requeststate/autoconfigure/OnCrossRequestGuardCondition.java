package dev.requeststate.autoconfigure;

import dev.requeststate.spring.owned.CrossRequestGuardMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches where calls across requests are looked for: where it is asked for, and where
 * DevTools is on the class path and nothing is said.
 */
final class OnCrossRequestGuardCondition extends SpringBootCondition {

	private static final String PROPERTY = "request-state.cross-request-guard";

	private static final String DEVTOOLS = "org.springframework.boot.devtools.restart.Restarter";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		CrossRequestGuardMode mode = mode(context.getEnvironment(), context.getClassLoader());
		ConditionMessage message = ConditionMessage.forCondition("Cross-request guard").because("its mode is " + mode);
		return new ConditionOutcome(mode != CrossRequestGuardMode.OFF, message);
	}

	/**
	 * What becomes of calls across requests.
	 */
	static CrossRequestGuardMode mode(Environment environment, @Nullable ClassLoader loader) {
		return said(environment).orElseGet(
				() -> ClassUtils.isPresent(DEVTOOLS, loader) ? CrossRequestGuardMode.WARN : CrossRequestGuardMode.OFF);
	}

	/**
	 * Whether a property asks for it, and not just the presence of DevTools.
	 */
	static boolean isAskedFor(Environment environment) {
		return said(environment).orElse(CrossRequestGuardMode.OFF) != CrossRequestGuardMode.OFF;
	}

	private static BindResult<CrossRequestGuardMode> said(Environment environment) {
		return Binder.get(environment).bind(PROPERTY, CrossRequestGuardMode.class);
	}

}
