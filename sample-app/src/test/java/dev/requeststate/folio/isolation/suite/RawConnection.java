package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A connection that an HTTP client would not make: it sends what it is given, reads as
 * little as it wants, and closes with a reset, as a client does that goes away.
 */
final class RawConnection implements AutoCloseable {

	private static final int READ_TIMEOUT = 30_000;

	private final Socket socket;

	RawConnection(URI server) throws IOException {
		this.socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
		this.socket.setSoTimeout(READ_TIMEOUT);
	}

	void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		this.socket.getOutputStream().flush();
	}

	/**
	 * Waits for the first bytes and reads some of them.
	 */
	void readSome(int most) throws IOException {
		this.socket.getInputStream().read(new byte[most]);
	}

	/**
	 * Reads up to the end of the first line, or of the connection.
	 */
	String readLine() throws IOException {
		InputStream input = this.socket.getInputStream();
		StringBuilder line = new StringBuilder();
		for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
			line.append((char) next);
		}
		return line.toString().strip();
	}

	/**
	 * Closes the connection with a reset, whatever is still to be sent or read.
	 */
	@Override
	public void close() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

}
