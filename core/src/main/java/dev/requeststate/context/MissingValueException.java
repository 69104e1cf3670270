package dev.requeststate.context;

/**
 * A request local was read that has no initial value and was not set in this request.
 */
public final class MissingValueException extends IllegalStateException {

	MissingValueException(String message) {
		super(message);
	}

}
