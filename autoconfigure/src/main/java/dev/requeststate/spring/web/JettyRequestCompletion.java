package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestCompletion;
import jakarta.servlet.http.HttpServletRequest;
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
		ServletContextRequest jettyRequest = ServletContextRequest.getServletContextRequest(request);
		if (jettyRequest == null) {
			return false;
		}
		Request.addCompletionListener(jettyRequest, (failure) -> onCompletion.run());
		return true;
	}

	@Override
	public String toString() {
		return "JettyRequestCompletion";
	}

}
