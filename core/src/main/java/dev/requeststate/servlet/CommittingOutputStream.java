package dev.requeststate.servlet;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Every write may fill the container's buffer, and so commit the response. Text and
 * buffers go on as they are, since containers do better than the defaults of the servlet
 * API: Jetty encodes text in the response's own character set. All other printing comes
 * down to the methods below.
 */
final class CommittingOutputStream extends ServletOutputStream {

	private final ServletOutputStream delegate;

	private final Dispatch dispatch;

	CommittingOutputStream(ServletOutputStream delegate, Dispatch dispatch) {
		this.delegate = delegate;
		this.dispatch = dispatch;
	}

	@Override
	public void write(int octet) throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.write(octet);
	}

	@Override
	public void write(byte[] octets) throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.write(octets);
	}

	@Override
	public void write(byte[] octets, int offset, int length) throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.write(octets, offset, length);
	}

	@Override
	public void write(ByteBuffer buffer) throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.write(buffer);
	}

	@Override
	public void print(String text) throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.print(text);
	}

	@Override
	public void println(String text) throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.println(text);
	}

	@Override
	public void println() throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.println();
	}

	@Override
	public void flush() throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.flush();
	}

	@Override
	public void close() throws IOException {
		this.dispatch.beforeCommit();
		this.delegate.close();
	}

	@Override
	public boolean isReady() {
		return this.delegate.isReady();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		this.delegate.setWriteListener(listener);
	}

}
