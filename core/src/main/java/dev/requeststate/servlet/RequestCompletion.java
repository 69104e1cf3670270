package dev.requeststate.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Knows when one kind of servlet container is done with a request. The servlet API itself
 * has no such point: {@code requestDestroyed} comes once for each dispatch on Jetty and
 * before the error page, or never, on Tomcat, and {@code onComplete} before Tomcat's
 * error page.
 */
public interface RequestCompletion {

	/**
	 * The request attribute that belongs to the filter and to the completion in charge.
	 * Before the first dispatch a completion may leave a mark of its own in it, of
	 * whatever type; {@link #register} finds it there. From then on it holds the
	 * {@link Runnable} that was registered, for a container that can only look it up.
	 */
	String ATTRIBUTE = RequestCompletion.class.getName();

	/**
	 * Ask to be told when the container is done with a request. Called by the filter, on
	 * the request's thread, in its first dispatch.
	 * @param request the request
	 * @param onCompletion to be run exactly once, on any thread, after the last dispatch
	 * (the error page included) and before the container uses the request's objects for
	 * another one; it does not throw
	 * @return whether it will be run; false where this is not the container in charge
	 */
	boolean register(HttpServletRequest request, Runnable onCompletion);

}
