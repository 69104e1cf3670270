package dev.requeststate.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The response as the application sees it: complete, and with the headers put in before
 * anything that may commit it.
 */
class CommittingResponseTests {

	private final MockExchange exchange = new MockExchange();

	@ParameterizedTest(name = "{0}")
	@MethodSource("whatMayCommit")
	void theHeadersAreInTheResponseBefore(String name, Use use) throws Exception {
		this.exchange.response.setBufferSize(1);
		this.exchange.dispatch((request, response) -> {
			setElsewhere("X-Cart", "3");
			assertThat(this.exchange.response.getHeader("X-Cart")).as("before").isNull();
			use.of(response);
			assertThat(this.exchange.response.getHeader("X-Cart")).as("after").isEqualTo("3");
		});
	}

	static Stream<Arguments> whatMayCommit() {
		byte[] octets = { 'a', 'b' };
		char[] characters = { 'a', 'b' };
		return Stream.of(arguments("flushBuffer", (Use) HttpServletResponse::flushBuffer),
				arguments("sendError", (Use) (response) -> response.sendError(404)),
				arguments("sendError with a message", (Use) (response) -> response.sendError(404, "none")),
				arguments("sendRedirect", (Use) (response) -> response.sendRedirect("/a")),
				arguments("sendRedirect with a status", (Use) (response) -> response.sendRedirect("/a", 303)),
				arguments("sendRedirect and clear", (Use) (response) -> response.sendRedirect("/a", true)),
				arguments("sendRedirect with all", (Use) (response) -> response.sendRedirect("/a", 303, false)),
				arguments("setContentLength", (Use) (response) -> response.setContentLength(0)),
				arguments("setContentLengthLong", (Use) (response) -> response.setContentLengthLong(0)),
				stream("write of an octet", (stream) -> stream.write(1)),
				stream("write of octets", (stream) -> stream.write(octets)),
				stream("write of a part", (stream) -> stream.write(octets, 0, 2)),
				stream("write of a buffer", (stream) -> stream.write(ByteBuffer.wrap(octets))),
				stream("print", (stream) -> stream.print("ab")), stream("println", (stream) -> stream.println("ab")),
				stream("println of nothing", ServletOutputStream::println),
				stream("print of a number", (stream) -> stream.print(12)), stream("flush", ServletOutputStream::flush),
				stream("close", ServletOutputStream::close),
				writer("write of a character", (writer) -> writer.write('a')),
				writer("write of characters", (writer) -> writer.write(characters)),
				writer("write of a part", (writer) -> writer.write(characters, 0, 2)),
				writer("write of text", (writer) -> writer.write("ab")),
				writer("write of a part of text", (writer) -> writer.write("abc", 0, 2)),
				writer("print", (writer) -> writer.print("ab")),
				writer("print of an object", (writer) -> writer.print(new StringBuilder("ab"))),
				writer("println", (writer) -> writer.println("ab")), writer("println of nothing", PrintWriter::println),
				writer("printf", (writer) -> writer.printf("%d", 12)),
				writer("printf of a locale", (writer) -> writer.printf(Locale.ROOT, "%d", 12)),
				writer("append", (writer) -> writer.append("ab")),
				writer("append of a character", (writer) -> writer.append('a')),
				writer("append of a part", (writer) -> writer.append("abc", 0, 2)), writer("flush", PrintWriter::flush),
				writer("close", PrintWriter::close), writer("checkError, which flushes", PrintWriter::checkError));
	}

	private static Arguments stream(String name, StreamUse use) {
		return arguments("stream: " + name, (Use) (response) -> use.of(response.getOutputStream()));
	}

	private static Arguments writer(String name, WriterUse use) {
		return arguments("writer: " + name, (Use) (response) -> use.of(response.getWriter()));
	}

	@Test
	void lengthsAndErrorsArriveAtTheContainer() throws Exception {
		this.exchange.dispatch((request, response) -> {
			response.setContentLength(5);
			assertThat(this.exchange.response.getContentLengthLong()).isEqualTo(5);
			response.setContentLengthLong(6);
			assertThat(this.exchange.response.getContentLengthLong()).isEqualTo(6);
			response.sendError(404, "none");
		});
		assertThat(this.exchange.response.getStatus()).isEqualTo(404);
		assertThat(this.exchange.response.getErrorMessage()).isEqualTo("none");
	}

	@Test
	void everyKindOfRedirectArrivesAtTheContainer() throws Exception {
		List<String> redirects = new ArrayList<>();
		HttpServletResponse container = new HttpServletResponseWrapper(this.exchange.response) {

			@Override
			public void sendRedirect(String location) {
				redirects.add(location);
			}

			@Override
			public void sendRedirect(String location, int status) {
				redirects.add(location + " " + status);
			}

			@Override
			public void sendRedirect(String location, boolean clearBuffer) {
				redirects.add(location + " " + clearBuffer);
			}

			@Override
			public void sendRedirect(String location, int status, boolean clearBuffer) {
				redirects.add(location + " " + status + " " + clearBuffer);
			}

		};
		this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, container, (request, response) -> {
			response.sendRedirect("/a");
			response.sendRedirect("/b", 303);
			response.sendRedirect("/c", false);
			response.sendRedirect("/d", 307, true);
		});
		assertThat(redirects).containsExactly("/a", "/b 303", "/c false", "/d 307 true");
	}

	@Test
	void theWriterWritesWhatTheContainersOwnWouldWrite() throws Exception {
		this.exchange.dispatch((request, response) -> {
			PrintWriter writer = response.getWriter();
			writer.print('a');
			writer.print(true);
			writer.write("bcd", 1, 1);
			writer.write(new char[] { 'x', 'y' });
			writer.append("e", 0, 1).append('f').append(null);
			writer.printf(Locale.GERMANY, "%.1f", 1.5).format("%s", "g").append('\'');
			writer.println("h");
			assertThat(response.getWriter()).isSameAs(writer);
			assertThat(writer.checkError()).isFalse();
		});
		assertThat(this.exchange.response.getContentAsString())
			.isEqualTo("atruecxyefnull1,5g'h" + System.lineSeparator());
	}

	@Test
	void theWriterFlushesFailsAndEndsAsTheContainersOwnDoes() throws Exception {
		StringBuilder calls = new StringBuilder();
		PrintWriter failing = new PrintWriter(Writer.nullWriter()) {

			@Override
			public void flush() {
				calls.append("flush ");
			}

			@Override
			public boolean checkError() {
				return true;
			}

			@Override
			public void close() {
				calls.append("close ");
			}

		};
		HttpServletResponse container = new HttpServletResponseWrapper(this.exchange.response) {

			@Override
			public PrintWriter getWriter() {
				return failing;
			}

		};
		this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, container, (request, response) -> {
			PrintWriter writer = response.getWriter();
			writer.flush();
			assertThat(writer.checkError()).isTrue();
			writer.close();
		});
		assertThat(calls).hasToString("flush close ");
	}

	@Test
	void theStreamIsTheContainersOwnInAllItsMethods() throws Exception {
		RecordingStream recording = new RecordingStream();
		WriteListener listener = new WriteListener() {

			@Override
			public void onWritePossible() {
			}

			@Override
			public void onError(Throwable failure) {
			}

		};
		HttpServletResponse container = new HttpServletResponseWrapper(this.exchange.response) {

			@Override
			public ServletOutputStream getOutputStream() {
				return recording;
			}

		};
		this.exchange.dispatch(DispatcherType.REQUEST, this.exchange.request, container, (request, response) -> {
			ServletOutputStream stream = response.getOutputStream();
			assertThat(stream.isReady()).isFalse();
			stream.setWriteListener(listener);
			assertThat(stream.isReady()).isTrue();
			stream.print("€");
			stream.println("€");
			stream.write(ByteBuffer.wrap("buffer".getBytes(StandardCharsets.US_ASCII)));
			stream.write(1);
			stream.write(new byte[] { 2, 3 });
			stream.write(new byte[] { 4, 5, 6 }, 1, 1);
			stream.println();
			stream.flush();
			stream.close();
			assertThat(response.getOutputStream()).isSameAs(stream);
		});
		assertThat(recording.calls).hasToString("print(€) println(€) write(buffer of 6) "
				+ "write(1) write(2) write(3) write(5) println() flush() close() ");
	}

	@Test
	void aResetResponseGetsItsHeadersAgainAndAFreshWriter() throws Exception {
		this.exchange.dispatch((request, response) -> {
			setElsewhere("X-Cart", "3");
			PrintWriter before = response.getWriter();
			before.write("thrown away");
			response.reset();
			assertThat(response.getHeader("X-Cart")).isNull();
			assertThat(response.getWriter()).isNotSameAs(before);
			response.getWriter().write("kept");
			assertThat(response.getHeader("X-Cart")).isEqualTo("3");
		});
		assertThat(this.exchange.response.getContentAsString()).isEqualTo("kept");
	}

	private static void setElsewhere(String name, String value) throws IOException {
		ResponseHeaders headers = ResponseHeaders.current();
		try {
			MockExchange.elsewhere(() -> {
				headers.set(name, value);
				return true;
			});
		}
		catch (Throwable ex) {
			throw new IOException(ex);
		}
	}

	interface Use {

		void of(HttpServletResponse response) throws IOException;

	}

	interface StreamUse {

		void of(ServletOutputStream stream) throws IOException;

	}

	interface WriterUse {

		void of(PrintWriter writer) throws IOException;

	}

	/**
	 * Encodes text itself, as Jetty's does; the default of the servlet API refuses
	 * everything beyond ISO-8859-1.
	 */
	private static final class RecordingStream extends ServletOutputStream {

		private final StringBuilder calls = new StringBuilder();

		private @Nullable WriteListener listener;

		@Override
		public void write(int octet) {
			this.calls.append("write(").append(octet).append(") ");
		}

		@Override
		public void write(ByteBuffer buffer) {
			this.calls.append("write(buffer of ").append(buffer.remaining()).append(") ");
		}

		@Override
		public void print(@Nullable String text) {
			this.calls.append("print(").append(text).append(") ");
		}

		@Override
		public void println(@Nullable String text) {
			this.calls.append("println(").append(text).append(") ");
		}

		@Override
		public void println() {
			this.calls.append("println() ");
		}

		@Override
		public void flush() {
			this.calls.append("flush() ");
		}

		@Override
		public void close() {
			this.calls.append("close() ");
		}

		@Override
		public boolean isReady() {
			return this.listener != null;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.listener = listener;
		}

	}

}
