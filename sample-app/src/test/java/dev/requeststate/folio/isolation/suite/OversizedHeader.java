package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.URI;

/**
 * A request whose header is over the server's limit.
 */
final class OversizedHeader {

	/**
	 * Just over what Tomcat and Jetty take, so that the server reads nearly all of it.
	 */
	private static final int LENGTH = 8 * 1024 + 64;

	private final URI server;

	OversizedHeader(URI server) {
		this.server = server;
	}

	/**
	 * Sends the request and returns the status line of the answer.
	 */
	String send(String token) throws IOException {
		try (RawConnection connection = new RawConnection(this.server)) {
			connection.send("GET /isolation/" + token + " HTTP/1.1\r\nHost: " + this.server.getAuthority()
					+ "\r\nX-Request-Token: " + token + "\r\nX-Large: " + "x".repeat(LENGTH) + "\r\n\r\n");
			return connection.readLine();
		}
	}

}
