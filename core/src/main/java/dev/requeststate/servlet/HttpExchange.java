package dev.requeststate.servlet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.requeststate.context.ContextOrigin;
import dev.requeststate.context.Lease;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextClosedException;
import dev.requeststate.context.RequestContextFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP request and its response, over all of its dispatches.
 */
final class HttpExchange extends RequestFacts implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(HttpExchange.class);

	private static final VarHandle ENDED;

	private static final VarHandle DISPATCH;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			ENDED = lookup.findVarHandle(HttpExchange.class, "ended", boolean.class);
			DISPATCH = lookup.findVarHandle(HttpExchange.class, "dispatch", Dispatch.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Lease lease;

	private final RequestStateFilter filter;

	private volatile @Nullable ResponseHeaders headers;

	// The one under way, or the last one; null when the container has its objects back.
	private volatile @Nullable Dispatch dispatch;

	private volatile boolean errorPending;

	// Set in the first dispatch, before anything else runs in it.
	private boolean endedByContainer;

	private volatile boolean ended;

	HttpExchange(RequestStateFilter filter, RequestContextFactory factory, HttpServletRequest request) {
		super(request);
		this.filter = filter;
		this.lease = factory.open(this);
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
		throw noExchange(context, asker);
	}

	static IllegalStateException noExchange(RequestContext context, String asker) {
		return new IllegalStateException("There is no " + asker + " in " + context
				+ ": it was not opened for an HTTP request by the RequestStateFilter. "
				+ "Pass in what the work needs to know instead.");
	}

	// The request does not depend on the copy, so it does not fail with it either.
	@Override
	public void capture() {
		try {
			copyDetails();
		}
		catch (RuntimeException ex) {
			logger.warn("Could not copy the headers, cookies, locales and remote address of {}", this, ex);
		}
	}

	@Override
	public ContextOrigin detached() {
		capture();
		return new DetachedRequest(this);
	}

	@Override
	public String state() {
		if (this.ended) {
			return "ended, kept open by leases";
		}
		Dispatch dispatch = this.dispatch;
		String running = (dispatch != null) ? dispatch.state() : null;
		if (running != null) {
			return running;
		}
		return this.errorPending ? "waiting for its error page" : "between dispatches";
	}

	@Override
	public String id() {
		return this.lease.context().id();
	}

	@Override
	@Nullable HttpServletRequest dispatchRequest() {
		Dispatch dispatch = this.dispatch;
		return (dispatch != null) ? dispatch.requestOnThisThread() : null;
	}

	/**
	 * Whether a dispatch of this exchange is under way on this very thread.
	 */
	boolean isDispatching() {
		return dispatchRequest() != null;
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
		Dispatch dispatch = this.dispatch;
		// Ended is said first: what is set meanwhile is refused here, or reported.
		return this.ended || dispatch == null || (dispatch.isCommitted() && !this.errorPending);
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
	 * What comes next may commit the response: put in the headers that wait, on the
	 * thread that works on it.
	 */
	void beforeCommit(Dispatch dispatch) {
		ResponseHeaders headers = this.headers;
		if (headers != null) {
			headers.beforeCommit(dispatch);
		}
	}

	/**
	 * Put the headers in at once if this is the thread of the dispatch. A container may
	 * take the response away at any time: Tomcat does at the end of a forward, written or
	 * not.
	 */
	void applyHeadersHere(ResponseHeaders headers) {
		Dispatch dispatch = this.dispatch;
		if (dispatch != null && dispatch.requestOnThisThread() != null) {
			headers.applyTo(dispatch.unwrap());
		}
	}

	void applyHeadersAgain() {
		ResponseHeaders headers = this.headers;
		if (headers != null) {
			headers.applyAgain();
		}
	}

	/**
	 * Keep the context open for a dispatch, whoever ends the request meanwhile.
	 * @return null if it is closed already
	 */
	@Nullable Lease hold() {
		try {
			return this.lease.context().leaseFor(Dispatch.class);
		}
		catch (RequestContextClosedException ex) {
			return null;
		}
	}

	/**
	 * A dispatch begins on this thread.
	 */
	void enter(Dispatch dispatch, boolean error) {
		DISPATCH.setRelease(this, dispatch);
		if (error) {
			this.errorPending = false;
			applyHeadersAgain();
		}
	}

	/**
	 * Run a dispatch, with the context current. What it throws comes out as it is.
	 */
	void run(Dispatch dispatch) {
		this.lease.run(dispatch);
	}

	/**
	 * The dispatch on this thread ends.
	 */
	void exit(Dispatch dispatch, HttpServletRequest request) {
		try {
			dispatch.beforeCommit();
			if (request.isAsyncStarted()) {
				capture();
			}
		}
		finally {
			dispatch.exit();
		}
	}

	/**
	 * The container is done with the request.
	 */
	@Override
	public void run() {
		if (end()) {
			this.filter.countClosedByContainer();
		}
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
		DISPATCH.setRelease(this, null);
		this.lease.close();
		return true;
	}

}
