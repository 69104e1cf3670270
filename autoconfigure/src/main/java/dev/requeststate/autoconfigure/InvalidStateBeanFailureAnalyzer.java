package dev.requeststate.autoconfigure;

import dev.requeststate.spring.scope.InvalidStateBeanException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports beans that cannot belong to a request the way they are defined.
 */
final class InvalidStateBeanFailureAnalyzer extends AbstractFailureAnalyzer<InvalidStateBeanException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidStateBeanException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
