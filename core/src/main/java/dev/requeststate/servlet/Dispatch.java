package dev.requeststate.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One dispatch of a request: the only place that holds the container's request, emptied
 * when the dispatch ends, and the response as the application sees it.
 * <p>
 * Whatever may commit the response first puts in the headers that wait. A response
 * commits inside one of these calls, at the end of a forward, or after the last dispatch.
 * What is missed is what another thread sets between the last dispatch of a request and
 * its {@code AsyncContext.complete()}, and that is reported.
 */
final class Dispatch extends HttpServletResponseWrapper implements Runnable {

	private final HttpExchange exchange;

	private final FilterChain chain;

	private final Thread thread = Thread.currentThread();

	private final DispatcherType type;

	private @Nullable HttpServletRequest request;

	// The stream or the writer; a response gives out only one of the two.
	private @Nullable Object output;

	Dispatch(HttpServletRequest request, HttpServletResponse response, HttpExchange exchange, FilterChain chain) {
		super(response);
		this.request = request;
		this.type = request.getDispatcherType();
		this.exchange = exchange;
		this.chain = chain;
	}

	/**
	 * Go on with the chain. What it throws comes out as it is: the filter, which is the
	 * only one to call this, declares it.
	 */
	@Override
	public void run() {
		HttpServletRequest request = Objects.requireNonNull(this.request);
		try {
			this.chain.doFilter(request, this);
		}
		catch (IOException | ServletException ex) {
			throw Dispatch.<RuntimeException>unchecked(ex);
		}
	}

	@SuppressWarnings("unchecked") // erased: not checked at run time, and declared by the
									// filter
	private static <X extends Throwable> X unchecked(Exception exception) throws X {
		throw (X) exception;
	}

	/**
	 * The request, while this dispatch is under way, for its own thread; else null.
	 */
	@Nullable HttpServletRequest requestOnThisThread() {
		return (Thread.currentThread() == this.thread) ? this.request : null;
	}

	/**
	 * What this dispatch is, for people, or null if it is over.
	 */
	@Nullable String state() {
		if (this.request == null) {
			return null;
		}
		String thread = this.thread.getName();
		return this.type + " dispatch on " + (thread.isEmpty() ? "an unnamed thread" : "thread '" + thread + "'");
	}

	/**
	 * This dispatch is over.
	 */
	void exit() {
		this.request = null;
	}

	HttpServletResponse unwrap() {
		return (HttpServletResponse) getResponse();
	}

	void beforeCommit() {
		this.exchange.beforeCommit(this);
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream target = super.getOutputStream();
		if (this.output instanceof CommittingOutputStream stream) {
			return stream;
		}
		CommittingOutputStream stream = new CommittingOutputStream(target, this);
		this.output = stream;
		return stream;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter target = super.getWriter();
		if (this.output instanceof CommittingWriter writer) {
			return writer;
		}
		CommittingWriter writer = new CommittingWriter(target, this);
		this.output = writer;
		return writer;
	}

	@Override
	public void flushBuffer() throws IOException {
		beforeCommit();
		super.flushBuffer();
	}

	@Override
	public void reset() {
		super.reset();
		this.output = null;
		this.exchange.applyHeadersAgain();
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		beforeCommit();
		super.sendError(status, message);
		this.exchange.errorPending();
	}

	@Override
	public void sendError(int status) throws IOException {
		beforeCommit();
		super.sendError(status);
		this.exchange.errorPending();
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		beforeCommit();
		super.sendRedirect(location);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		beforeCommit();
		super.sendRedirect(location, status);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		beforeCommit();
		super.sendRedirect(location, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		beforeCommit();
		super.sendRedirect(location, status, clearBuffer);
	}

	@Override
	public void setContentLength(int length) {
		beforeCommit();
		super.setContentLength(length);
	}

	@Override
	public void setContentLengthLong(long length) {
		beforeCommit();
		super.setContentLengthLong(length);
	}

}
