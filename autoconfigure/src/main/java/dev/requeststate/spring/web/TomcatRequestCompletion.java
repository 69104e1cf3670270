package dev.requeststate.spring.web;

import dev.requeststate.servlet.RequestCompletion;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Valve;

/**
 * Ends requests where Tomcat logs them: after the last dispatch and the error page, when
 * the response is finished, before the request object is used again. Measured to happen
 * exactly once for every request, whatever becomes of it.
 * <p>
 * Its valve has to be in the pipeline of the engine. It marks the requests it sees, so
 * that a request that came another way is left to the portable rule.
 */
public final class TomcatRequestCompletion implements RequestCompletion {

	private final RequestCompletionValve valve = new RequestCompletionValve();

	/**
	 * The valve to add to the engine.
	 */
	public Valve valve() {
		return this.valve;
	}

	@Override
	public boolean register(HttpServletRequest request, Runnable onCompletion) {
		return request.getAttribute(ATTRIBUTE) == this.valve;
	}

	@Override
	public String toString() {
		return "TomcatRequestCompletion";
	}

}
