package dev.requeststate.context;

/**
 * Nobody is told anything: what has to be closed is closed by the destruction callback of
 * its request attribute.
 */
public interface RequestContextObserver {

	default void onRequestEnded(RequestContext context) {
	}

}
