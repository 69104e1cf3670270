package dev.requeststate.context;

/**
 * Ends a value that belongs to a request.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Destroyer<T> {

	/**
	 * Called exactly once for each value that was made or set, with the context current:
	 * on the thread that removes or replaces it, or else on the one that closes the
	 * context (any thread of the request or of the server). While the context closes,
	 * other values that are not destroyed yet can be read, and none can be made.
	 * @param value the value
	 * @throws Exception if it fails; it is logged and reported to the observers, and
	 * stops nothing
	 */
	void destroy(T value) throws Exception;

}
