package dev.requeststate.context;

/**
 * A request context was used after its request had ended.
 * <p>
 * The message says which request it was, when and on which threads it was opened and
 * closed, and what keeps a context open for longer.
 */
public final class RequestContextClosedException extends IllegalStateException {

	RequestContextClosedException(String message) {
		super(message);
	}

}
