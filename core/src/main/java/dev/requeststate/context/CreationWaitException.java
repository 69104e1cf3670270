package dev.requeststate.context;

/**
 * A thread waited in vain for a value that another thread of the request is making: for
 * longer than the factory's creation timeout, or until it was interrupted (its interrupt
 * flag is set again). After a timeout, the cause has the stack of the thread that makes
 * the value.
 */
public final class CreationWaitException extends IllegalStateException {

	CreationWaitException(String message, Throwable cause) {
		super(message, cause);
	}

}
