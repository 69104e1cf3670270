package dev.requeststate.servlet;

import java.io.PrintWriter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * As {@link CommittingOutputStream}, for text. All printing of a {@link PrintWriter}
 * comes down to the methods below; line ends, errors and formats stay the container's.
 */
final class CommittingWriter extends PrintWriter {

	private final PrintWriter delegate;

	private final Dispatch dispatch;

	CommittingWriter(PrintWriter delegate, Dispatch dispatch) {
		super(delegate);
		this.delegate = delegate;
		this.dispatch = dispatch;
	}

	@Override
	public void write(int character) {
		this.dispatch.beforeCommit();
		this.delegate.write(character);
	}

	@Override
	public void write(char[] characters, int offset, int length) {
		this.dispatch.beforeCommit();
		this.delegate.write(characters, offset, length);
	}

	@Override
	public void write(String text, int offset, int length) {
		this.dispatch.beforeCommit();
		this.delegate.write(text, offset, length);
	}

	@Override
	public void println() {
		this.dispatch.beforeCommit();
		this.delegate.println();
	}

	@Override
	public PrintWriter format(Locale locale, String format, @Nullable Object... arguments) {
		this.dispatch.beforeCommit();
		this.delegate.format(locale, format, arguments);
		return this;
	}

	@Override
	public PrintWriter format(String format, @Nullable Object... arguments) {
		this.dispatch.beforeCommit();
		this.delegate.format(format, arguments);
		return this;
	}

	@Override
	public void flush() {
		this.dispatch.beforeCommit();
		this.delegate.flush();
	}

	@Override
	public void close() {
		this.dispatch.beforeCommit();
		this.delegate.close();
	}

	@Override
	public boolean checkError() {
		// It flushes.
		this.dispatch.beforeCommit();
		return this.delegate.checkError();
	}

}
