package dev.requeststate.spring.web;

import java.io.IOException;

import dev.requeststate.servlet.RequestCompletion;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * An access log that writes nothing: Tomcat calls it when it is done with a request.
 */
final class RequestCompletionValve extends ValveBase implements AccessLog {

	private boolean requestAttributesEnabled;

	RequestCompletionValve() {
		// Asynchronous requests are supported.
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.getAttribute(RequestCompletion.ATTRIBUTE) == null) {
			request.setAttribute(RequestCompletion.ATTRIBUTE, this);
		}
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		if (request.getAttribute(RequestCompletion.ATTRIBUTE) instanceof Runnable onCompletion) {
			onCompletion.run();
		}
	}

	@Override
	public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
		this.requestAttributesEnabled = requestAttributesEnabled;
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return this.requestAttributesEnabled;
	}

}
