package dev.requeststate.retained;

/**
 * Thrown when code or a value of an application that a restart has discarded meets
 * retained state: the classes of both have the same names and are not the same.
 * <p>
 * It reaches threads of the old application that work on after the restart, and nobody
 * else. End such threads when the application context closes.
 */
public final class StaleStateException extends IllegalStateException {

	private static final long serialVersionUID = 1;

	StaleStateException(String message) {
		super(message);
	}

}
