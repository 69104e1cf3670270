package dev.requeststate.folio.soak;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Sends the requests of visitors to the shop, and counts what comes of them.
 */
final class Asking {

	private static final int EXCERPT = 200;

	private final SoakTally tally;

	Asking(SoakTally tally) {
		this.tally = tally;
	}

	/**
	 * Send a request and return its answer; empty if none came, or another one than
	 * expected, as happens while something is broken.
	 * @param what what is asked for, for the tally
	 * @param server which instance is asked
	 * @param status the status to expect
	 */
	Optional<ShopClient.Reply> ask(String what, URI server, int status, Request request) throws InterruptedException {
		long begun = System.nanoTime();
		try {
			ShopClient.Reply reply = request.send(server);
			if (reply.status() == status) {
				this.tally.right(what);
				return Optional.of(reply);
			}
			this.tally.failed(what, Integer.toString(reply.status()),
					reply.body().substring(0, Math.min(EXCERPT, reply.body().length())), begun);
		}
		catch (IOException ex) {
			this.tally.failed(what, "no answer", ex.toString(), begun);
		}
		return Optional.empty();
	}

	/**
	 * A request to a server.
	 */
	interface Request {

		ShopClient.Reply send(URI server) throws IOException, InterruptedException;

	}

}
