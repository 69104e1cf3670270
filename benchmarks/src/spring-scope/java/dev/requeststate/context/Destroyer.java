package dev.requeststate.context;

/**
 * What is done with a request attribute when the request is over.
 */
@FunctionalInterface
public interface Destroyer<T> {

	void destroy(T value) throws Exception;

}
