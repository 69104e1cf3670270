package dev.requeststate.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import org.jspecify.annotations.Nullable;

/**
 * A server on a free port of the loopback address, and the one client that it has, which
 * writes and reads bytes. For one thread.
 */
final class WireServer {

	static final String ERROR_PAGE = "/error";

	private static final int PATIENCE_MILLIS = 120_000;

	private final int port;

	private @Nullable Socket connection;

	WireServer(int port) {
		this.port = port;
	}

	/**
	 * Send a request and read the response.
	 * @param request all bytes of the request
	 * @return what the server has answered
	 * @throws Finding if that is no response
	 */
	WireResponse exchange(byte[] request) throws IOException {
		Socket connection = (this.connection != null) ? this.connection : connect();
		this.connection = null;
		try {
			connection.getOutputStream().write(request);
			WireResponse response = WireResponse.read(connection.getInputStream());
			if (response.isLast()) {
				connection.close();
			}
			else {
				this.connection = connection;
			}
			return response;
		}
		catch (IOException ex) {
			connection.close();
			throw ex;
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(PATIENCE_MILLIS);
		return socket;
	}

}
