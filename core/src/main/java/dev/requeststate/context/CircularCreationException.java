package dev.requeststate.context;

/**
 * A value needs itself in order to be made, directly, through others, or through a value
 * that another thread of the request is making.
 * <p>
 * The message prints the circle.
 */
public final class CircularCreationException extends IllegalStateException {

	CircularCreationException(String message) {
		super(message);
	}

}
