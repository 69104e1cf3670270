package dev.requeststate.spring.web;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.requeststate.servlet.RequestCompletion;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * An access log that writes nothing: Tomcat calls it when it is done with a request.
 * <p>
 * It does not where, in HTTP/2, the client resets the stream of a request with
 * asynchronous work while the response is finished: Tomcat then takes its objects back
 * and tells nobody. So such requests are looked after once every while, at Tomcat's own
 * background pace, 10 seconds by default.
 * <p>
 * It also keeps Tomcat's timer from making a request endless that has done nothing.
 */
final class RequestCompletionValve extends ValveBase implements AccessLog {

	private final Map<Request, Pending> pending = new ConcurrentHashMap<>();

	private boolean requestAttributesEnabled;

	RequestCompletionValve() {
		// Asynchronous requests are supported.
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		Object found = request.getAttribute(RequestCompletion.ATTRIBUTE);
		if (found instanceof Runnable leftBehind && !request.isAsync() && !request.isAsyncDispatching()) {
			// A request object that Tomcat uses again without having emptied it.
			leftBehind.run();
			found = null;
		}
		if (found == null) {
			request.setAttribute(RequestCompletion.ATTRIBUTE, this);
		}
		getNext().invoke(request, response);
		if (request.isAsync() && "HTTP/2.0".equals(request.getProtocol())) {
			lookAfter(request);
		}
	}

	private void lookAfter(Request request) {
		if (request.getAttribute(RequestCompletion.ATTRIBUTE) instanceof Runnable onCompletion) {
			Pending before = this.pending.put(request, new Pending(onCompletion, startOf(request)));
			if (before != null && before.onCompletion != onCompletion) {
				before.onCompletion.run();
			}
		}
	}

	@Override
	public void log(Request request, Response response, long time) {
		if (request.getAsyncContextInternal() != null) {
			keepFromTimer(request);
		}
		if (!this.pending.isEmpty()) {
			this.pending.remove(request);
		}
		if (request.getAttribute(RequestCompletion.ATTRIBUTE) instanceof Runnable onCompletion) {
			onCompletion.run();
		}
	}

	// Tomcat's timer looks once a second at every connection that waits for asynchronous
	// work. One whose work has just ended has no start any more, so it seems to be over
	// its
	// time, and the event that is posted then, if it comes when the connection is already
	// at work on its next request, makes Tomcat forget what is at work: that request is
	// never answered, nor does it ever end. Seen with 11.0.24 and 11.0.27, once in some
	// million requests. With no limit left there is no event; the next request that needs
	// a limit sets its own.
	private static void keepFromTimer(Request request) {
		request.getCoyoteRequest().action(ActionCode.ASYNC_SETTIMEOUT, Long.MAX_VALUE);
	}

	@Override
	public void backgroundProcess() {
		this.pending.forEach((request, pending) -> {
			if (startOf(request) != pending.start && this.pending.remove(request, pending)) {
				pending.onCompletion.run();
			}
		});
	}

	@Override
	protected void stopInternal() throws LifecycleException {
		backgroundProcess();
		super.stopInternal();
	}

	// Changed when Tomcat takes the objects of a request back, and again when it uses
	// them for another one.
	private static long startOf(Request request) {
		return request.getCoyoteRequest().getStartTimeNanos();
	}

	@Override
	public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
		this.requestAttributesEnabled = requestAttributesEnabled;
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return this.requestAttributesEnabled;
	}

	/**
	 * A request that is being waited for.
	 */
	private record Pending(Runnable onCompletion, long start) {
	}

}
