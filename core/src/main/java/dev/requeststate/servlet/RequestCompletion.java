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
