package dev.requeststate.context;

import org.jspecify.annotations.Nullable;

/**
 * Work with a result, done with a request context current.
 *
 * @param <T> the type of the result
 * @param <X> what the work may throw
 */
@FunctionalInterface
public interface ContextCallable<T extends @Nullable Object, X extends Throwable> {

	/**
	 * Do the work.
	 * @return the result
	 * @throws X if the work fails
	 */
	T call() throws X;

}
