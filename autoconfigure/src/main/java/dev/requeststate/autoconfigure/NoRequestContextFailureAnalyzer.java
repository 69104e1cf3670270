package dev.requeststate.autoconfigure;

import dev.requeststate.context.NoRequestContextException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports code that needs a request while the application starts: the constructor of a
 * bean, a {@code @PostConstruct} method, a runner.
 */
final class NoRequestContextFailureAnalyzer extends AbstractFailureAnalyzer<NoRequestContextException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoRequestContextException cause) {
		String bean = bean(rootFailure, cause);
		String user = (bean != null) ? "The bean '" + bean + "', while it was made,"
				: "Code that runs when the application has started, such as a runner,";
		return new FailureAnalysis(
				user + " used what belongs to a request. Nothing does so at start-up: " + firstSentence(cause),
				"""
						Call it when there is a request: in a method that a request calls, not in a constructor, a @PostConstruct method or a runner.
						Or, if there is work to do at start-up, open a context for it: RequestContext.run("start-up", () -> ...). On a runner's or a listener's method @OpensRequestContext does that; on a constructor or a @PostConstruct method it does not.""",
				cause);
	}

	// The innermost one: those around it needed that bean.
	private static @Nullable String bean(Throwable rootFailure, Throwable cause) {
		String bean = null;
		for (Throwable failure = rootFailure; failure != null && failure != cause; failure = failure.getCause()) {
			if (failure instanceof BeanCreationException creation && creation.getBeanName() != null) {
				bean = creation.getBeanName();
			}
		}
		return bean;
	}

	// The rest says what to do at other times than start-up.
	private static String firstSentence(NoRequestContextException cause) {
		String message = String.valueOf(cause.getMessage());
		int end = message.indexOf("'. ");
		return (end >= 0) ? message.substring(0, end + 2) : message;
	}

}
