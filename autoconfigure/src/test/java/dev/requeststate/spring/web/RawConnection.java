package dev.requeststate.spring.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection to a server on this machine for what no well-behaved client does.
 */
final class RawConnection implements AutoCloseable {

	private final Socket socket;

	private RawConnection(Socket socket) {
		this.socket = socket;
	}

	static RawConnection to(WebServer server) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
		socket.setSoTimeout(20_000);
		return new RawConnection(socket);
	}

	/**
	 * Send the head of a request.
	 * @param method the method
	 * @param path the path
	 * @param key the value of the header {@link Journal#KEY}
	 * @param headers more lines of the head
	 */
	void sendHead(String method, String path, String key, String... headers) throws IOException {
		StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
		head.append(Journal.KEY).append(": ").append(key).append("\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		send(head + "\r\n");
	}

	void send(String text) throws IOException {
		try {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
		}
		catch (IOException ex) {
			// The server has said what it thinks of it before it has read all of it.
			assertThat(this.socket.isConnected()).isTrue();
		}
	}

	void read(int octets) throws IOException {
		assertThat(this.socket.getInputStream().readNBytes(octets)).hasSize(octets);
	}

	/**
	 * The next line, or what there is of it before the server closes; empty where it
	 * resets.
	 */
	String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		try {
			InputStream stream = this.socket.getInputStream();
			for (int octet = stream.read(); octet >= 0 && octet != '\r'; octet = stream.read()) {
				line.append((char) octet);
			}
		}
		catch (SocketException ex) {
			// The server has closed with octets left unread.
			line.setLength(0);
		}
		return line.toString();
	}

	/**
	 * All that there is before the server closes, as far as it gets before a reset.
	 */
	String readAll() throws IOException {
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		try {
			this.socket.getInputStream().transferTo(octets);
		}
		catch (SocketException ex) {
			// The server has closed with octets left unread.
			assertThat(this.socket.isConnected()).isTrue();
		}
		return octets.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Hang up: a reset, not an orderly end.
	 */
	void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
