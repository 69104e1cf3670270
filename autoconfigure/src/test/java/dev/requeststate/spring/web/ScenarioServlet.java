package dev.requeststate.spring.web;

import java.io.IOException;
import java.io.InterruptedIOException;

import dev.requeststate.context.RequestContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import static org.awaitility.Awaitility.await;

/**
 * The scenarios that use the servlet API's asynchronous work as it is.
 */
class ScenarioServlet extends HttpServlet {

	private final transient Journal journal;

	ScenarioServlet(Journal journal) {
		this.journal = journal;
	}

	@Override
	protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (request.getDispatcherType() == DispatcherType.ASYNC) {
			secondDispatch(request, response);
			return;
		}
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(10_000);
		switch (String.valueOf(request.getPathInfo())) {
			case "/dispatch", "/dispatch-throws", "/dispatch-sends-error", "/again" -> elsewhere(async::dispatch);
			case "/complete-in-thread" -> {
				response.getWriter().write(page());
				async.complete();
			}
			case "/complete-before-exit" -> {
				response.getWriter().write(page());
				join(elsewhere(async::complete));
			}
			case "/complete-late" -> {
				response.getWriter().write(page());
				afterThisDispatch(async::complete);
			}
			case "/throws" -> {
				// Jetty waits for it unless somebody listens.
				async.setTimeout(200);
				throw new ScenarioException("after startAsync");
			}
			case "/worker-error" -> afterThisDispatch(() -> {
				((HttpServletResponse) async.getResponse()).sendError(503);
				async.complete();
			});
			case "/raw-worker-error" -> afterThisDispatch(() -> {
				HttpServletResponse unwrapped = (HttpServletResponse) async.getResponse();
				while (unwrapped instanceof HttpServletResponseWrapper wrapper) {
					unwrapped = (HttpServletResponse) wrapper.getResponse();
				}
				unwrapped.sendError(503);
				async.complete();
			});
			case "/timeout" -> async.setTimeout(50);
			default -> throw new IOException("No scenario " + request.getPathInfo());
		}
	}

	private static void secondDispatch(HttpServletRequest request, HttpServletResponse response) throws IOException {
		switch (String.valueOf(request.getPathInfo())) {
			case "/dispatch-throws" -> throw new ScenarioException("after dispatch()");
			case "/dispatch-sends-error" -> response.sendError(503);
			case "/again" -> {
				if (request.getAttribute("again") == null) {
					request.setAttribute("again", true);
					elsewhere(request.startAsync(request, response)::dispatch);
				}
				else {
					response.getWriter().write(page());
				}
			}
			default -> response.getWriter().write(page());
		}
	}

	private static String page() {
		return "context=" + RequestContext.current().id() + ";";
	}

	// Jetty recycles the request under a worker that is faster than the dispatch, and its
	// complete() goes to the next one.
	private void afterThisDispatch(Work work) {
		String context = RequestContext.current().id();
		elsewhere(() -> {
			await().until(() -> this.journal.events(context).contains("exit REQUEST"));
			work.run();
		});
	}

	private static void join(Thread thread) throws IOException {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	private static Thread elsewhere(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, "worker");
		thread.start();
		return thread;
	}

	private interface Work {

		void run() throws IOException;

	}

}
