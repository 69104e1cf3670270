package dev.requeststate.spring.client;

/**
 * Tells those who wait for a response that they have to send for themselves. Nobody else
 * ever sees it.
 */
@SuppressWarnings("serial") // nobody writes it either
final class NotKeptException extends RuntimeException {

	static final NotKeptException INSTANCE = new NotKeptException();

	private NotKeptException() {
		super("A response is not kept", null, false, false);
	}

}
