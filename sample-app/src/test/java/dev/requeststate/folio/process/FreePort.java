package dev.requeststate.folio.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that stays free while a server restarts on it. It is below those that systems
 * give to clients by themselves: while the server is away, one of the many clients that
 * try to reach it would otherwise be given the very port sooner or later.
 */
public final class FreePort {

	private static final int LOWEST = 20_000;

	private static final int HIGHEST = 32_000;

	private static final int ATTEMPTS = 200;

	private FreePort() {
	}

	/**
	 * Finds a port that nobody listens on at the loopback address.
	 */
	public static int find() {
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// It is taken; the next one may not be.
			}
		}
		throw new IllegalStateException(
				"No free port between " + LOWEST + " and " + HIGHEST + " in " + ATTEMPTS + " attempts");
	}

}
