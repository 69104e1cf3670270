package dev.requeststate.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports request-state beans in an application whose filter is disabled.
 */
final class MissingFilterFailureAnalyzer extends AbstractFailureAnalyzer<MissingFilterException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingFilterException cause) {
		String beans = cause.beans().stream().map((bean) -> "'" + bean + "'").collect(Collectors.joining(", "));
		return new FailureAnalysis(
				"These beans belong to a request: " + beans + ". The servlet filter that opens a request context is "
						+ "disabled (request-state.filter.enabled=false), so that every call of them would fail.",
				"""
						Either enable the filter: remove request-state.filter.enabled=false.
						Or register the filter yourself: define a RequestStateFilter bean.
						Or, if the application opens the contexts itself (RequestContextFactory.open, RequestContext.run), say so: \
						request-state.filter.required=false.""",
				cause);
	}

}
