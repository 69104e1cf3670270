package dev.requeststate.context;

/**
 * Ends a value that belongs to a request.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Destroyer<T> {

	/**
	 * Called exactly once for each value, on the thread that closes the context (any
	 * thread of the request or of the server), with the context current: other values
	 * that are not destroyed yet can be read, none can be made.
	 * @param value the value
	 * @throws Exception if it fails; it is logged and reported to the observers, and
	 * stops nothing
	 */
	void destroy(T value) throws Exception;

}
