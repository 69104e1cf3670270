package dev.requeststate.servlet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.requeststate.context.Binding;
import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request and its response, over all of its dispatches.
 */
final class HttpExchange implements ContextOrigin {

	private static final VarHandle ENDED;

	static {
		try {
			ENDED = MethodHandles.lookup().findVarHandle(HttpExchange.class, "ended", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final RequestInfo info;

	private final Lease lease;

	private volatile @Nullable ResponseHeaders headers;

	// Of the dispatch under way, or of the last one; null when the container has them
	// back.
	private volatile @Nullable HttpServletResponse response;

	private volatile boolean errorPending;

	// Set in the first dispatch, before anything else runs in it.
	private boolean endedByContainer;

	private volatile boolean ended;

	HttpExchange(RequestContextFactory factory, HttpServletRequest request) {
		this.info = new RequestInfo(request);
		this.lease = factory.open(this);
		this.info.opened(this.lease.context());
	}

	/**
	 * The exchange that a context was opened for.
	 * @param context the context
	 * @param asker who needs it, for the error
	 */
	static HttpExchange of(RequestContext context, String asker) {
		if (context.origin() instanceof HttpExchange exchange) {
			return exchange;
		}
		throw new IllegalStateException("There is no " + asker + " in " + context
				+ ": it was not opened for an HTTP request by the RequestStateFilter. "
				+ "Pass in what the work needs to know instead.");
	}

	@Override
	public String name() {
		return this.info.toString();
	}

	@Override
	public void capture() {
		this.info.capture();
	}

	RequestInfo info() {
		return this.info;
	}

	ResponseHeaders responseHeaders() {
		ResponseHeaders headers = this.headers;
		if (headers == null) {
			synchronized (this) {
				headers = this.headers;
				if (headers == null) {
					headers = new ResponseHeaders(this);
					this.headers = headers;
				}
			}
		}
		return headers;
	}

	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Whether the container will say when the request is over.
	 */
	boolean isEndedByContainer() {
		return this.endedByContainer;
	}

	void endedByContainer() {
		this.endedByContainer = true;
	}

	/**
	 * Whether it is too late to set a header. A response that was given up for an error
	 * page says it is committed, but the error page's is not.
	 */
	boolean isCommitted() {
		HttpServletResponse response = this.response;
		return response == null || (response.isCommitted() && !this.errorPending);
	}

	/**
	 * Whether an error page is due: the request has called {@code sendError}, or has
	 * thrown with its response not committed.
	 */
	boolean isErrorPending() {
		return this.errorPending;
	}

	void errorPending() {
		this.errorPending = true;
	}

	/**
	 * Put the headers that wait into the response, on the thread that works on it.
	 */
	void applyHeaders(HttpServletResponse response) {
		ResponseHeaders headers = this.headers;
		if (headers != null) {
			headers.applyTo(response);
		}
	}

	void applyHeadersAgain() {
		ResponseHeaders headers = this.headers;
		if (headers != null) {
			headers.applyAgain();
		}
	}

	/**
	 * A dispatch begins on this thread.
	 * @return what makes the context current in it
	 */
	Binding enter(HttpServletRequest request, CommittingResponse response, boolean error) {
		Binding binding = this.lease.bind();
		this.info.enter(request);
		this.response = response;
		if (error) {
			this.errorPending = false;
			applyHeadersAgain();
		}
		return binding;
	}

	/**
	 * The dispatch on this thread ends.
	 */
	void exit(HttpServletRequest request, CommittingResponse response) {
		applyHeaders(response.unwrap());
		if (request.isAsyncStarted()) {
			this.info.capture();
		}
		this.info.exit();
	}

	/**
	 * The request is over.
	 * @return whether this is the first to say so
	 */
	boolean end() {
		if (!ENDED.compareAndSet(this, false, true)) {
			return false;
		}
		ResponseHeaders headers = this.headers;
		if (headers != null) {
			headers.complete();
		}
		this.response = null;
		this.lease.close();
		return true;
	}

}
