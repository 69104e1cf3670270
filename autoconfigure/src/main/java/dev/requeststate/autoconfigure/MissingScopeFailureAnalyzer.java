package dev.requeststate.autoconfigure;

import dev.requeststate.spring.scope.RequestStateScope;
import dev.requeststate.spring.scope.RequestStateScopeConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Reports request-state beans in an application context that does not know their scope:
 * Spring itself says no more than that there is none of that name.
 */
final class MissingScopeFailureAnalyzer implements FailureAnalyzer {

	private static final String MARK = "No Scope registered for scope name '" + RequestStateScope.NAME + "'";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IllegalStateException && String.valueOf(cause.getMessage()).startsWith(MARK)) {
				return new FailureAnalysis(
						"A request-state bean was asked for in an application context that does not know the scope '"
								+ RequestStateScope.NAME + "'.",
						"Do not exclude " + RequestStateAutoConfiguration.class.getSimpleName()
								+ ". Or, in an application context that is not auto-configured, import "
								+ RequestStateScopeConfiguration.class.getName() + ".",
						cause);
			}
		}
		return null;
	}

}
