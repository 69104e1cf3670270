package dev.requeststate.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request where no container tells: at the end of its last dispatch, or when its
 * asynchronous work is complete, unless an error page is due.
 * <p>
 * What it cannot see: that a container has no error page for a pending error, that a
 * client has gone without the container's noticing, and that the container has given the
 * request up without a word, as Tomcat does at times where a client hangs up on
 * asynchronous work. Such a request stays open.
 */
final class PortableRule implements AsyncListener {

	private final HttpExchange exchange;

	private final Runnable end;

	private final boolean errorPages;

	private volatile boolean errorPageDone;

	private PortableRule(HttpExchange exchange, boolean errorPages, Runnable end) {
		this.exchange = exchange;
		this.errorPages = errorPages;
		this.end = end;
	}

	/**
	 * A dispatch is over.
	 * @param exchange the request
	 * @param request the servlet request of the dispatch
	 * @param failure what the dispatch threw, or null
	 * @param errorDispatches whether the container is expected to dispatch errors
	 * @param end ends the request
	 */
	static void afterDispatch(HttpExchange exchange, HttpServletRequest request, @Nullable Throwable failure,
			boolean errorDispatches, Runnable end) {
		boolean errorPage = request.getDispatcherType() == DispatcherType.ERROR;
		boolean errorPages = errorDispatches && dispatchesErrors(request.getServletContext());
		if (failure != null && !errorPage && !exchange.isCommitted() && errorPages) {
			exchange.errorPending();
		}
		if (request.isAsyncStarted()) {
			PortableRule rule = new PortableRule(exchange, errorPages, end);
			rule.errorPageDone = errorPage || !errorPages;
			request.getAsyncContext().addListener(rule);
		}
		else if (errorPage || !exchange.isErrorPending() || !errorPages) {
			end.run();
		}
	}

	// Spring's MockMvc runs no error pages. By name: this module does not know Spring.
	private static boolean dispatchesErrors(ServletContext context) {
		for (Class<?> type = context.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals("org.springframework.mock.web.MockServletContext")) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// A container forgets its listeners when the request starts again.
		event.getAsyncContext().addListener(this);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// The application's or the container's answer to it is a dispatch, or completes.
	}

	@Override
	public void onComplete(AsyncEvent event) {
		// Tomcat calls it before the error page of an asynchronous dispatch.
		if (!this.exchange.isErrorPending() || !this.errorPages) {
			this.end.run();
		}
	}

	@Override
	public void onError(AsyncEvent event) {
		// Tomcat calls nothing else where a request throws after it has started
		// asynchronous work.
		if (this.errorPageDone) {
			this.end.run();
		}
	}

}
