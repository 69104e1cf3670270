package dev.requeststate.autoconfigure;

import java.util.stream.Collectors;

import dev.requeststate.spring.cache.UnguardedCachingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports caching that does not go through the guard.
 */
final class UnguardedCachingFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedCachingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnguardedCachingException cause) {
		String beans = cause.beans().stream().map((bean) -> "'" + bean + "'").collect(Collectors.joining(", "));
		return new FailureAnalysis(
				"The guard, which keeps the results of one request out of shared caches, could not be put before "
						+ "the caching advice: " + beans
						+ ". Either the advisor that uses it was made before the bean post-processors were there, "
						+ "or it is used in a way that is not known here.",
				"""
						Look for a BeanPostProcessor, or a bean that one of them needs, that depends on a bean with cached methods, \
						and make that dependency lazy (ObjectProvider, @Lazy).
						Or do without the guard: exclude RequestStateCacheAutoConfiguration.""",
				cause);
	}

}
