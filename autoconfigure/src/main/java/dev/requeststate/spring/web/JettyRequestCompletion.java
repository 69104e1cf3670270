package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestCompletion;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletApiRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * Ends requests where Jetty completes them: after the last dispatch and the error page.
 * Measured to happen exactly once for every request, at times on the application's own
 * thread.
 */
public final class JettyRequestCompletion implements RequestCompletion {

	@Override
	public boolean register(HttpServletRequest request, Runnable onCompletion) {
		if (!isJettys(request)) {
			return false;
		}
		Request.addCompletionListener(ServletContextRequest.getServletContextRequest(request),
				(failure) -> onCompletion.run());
		return true;
	}

	// Asked for another container's request, Jetty throws.
	private static boolean isJettys(ServletRequest request) {
		ServletRequest innermost = request;
		while (innermost instanceof ServletRequestWrapper wrapper) {
			innermost = wrapper.getRequest();
		}
		return innermost instanceof ServletApiRequest;
	}

	@Override
	public String toString() {
		return "JettyRequestCompletion";
	}

}
