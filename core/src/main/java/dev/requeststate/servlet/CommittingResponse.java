package dev.requeststate.servlet;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The response as the application sees it: whatever may commit it, first puts in the
 * headers that wait. A response commits only inside one of these calls or after the last
 * dispatch, so nothing that was set before is missed.
 */
final class CommittingResponse extends HttpServletResponseWrapper {

	private final HttpExchange exchange;

	private @Nullable CommittingOutputStream stream;

	private @Nullable CommittingWriter writer;

	CommittingResponse(HttpServletResponse response, HttpExchange exchange) {
		super(response);
		this.exchange = exchange;
	}

	HttpServletResponse unwrap() {
		return (HttpServletResponse) getResponse();
	}

	void beforeCommit() {
		this.exchange.applyHeaders(unwrap());
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		CommittingOutputStream stream = this.stream;
		if (stream == null) {
			stream = new CommittingOutputStream(super.getOutputStream(), this);
			this.stream = stream;
		}
		return stream;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		CommittingWriter writer = this.writer;
		if (writer == null) {
			writer = new CommittingWriter(super.getWriter(), this);
			this.writer = writer;
		}
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
		this.stream = null;
		this.writer = null;
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
