package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * At which point a client goes away that has asked for a page.
 */
enum Departure {

	BEFORE_THE_REQUEST_ENDS {
		@Override
		void go(RawConnection connection, String request, Random random) throws IOException {
			connection.send(request.substring(0, random.nextInt(request.length())));
		}
	},

	WHILE_THE_PAGE_IS_MADE {
		@Override
		void go(RawConnection connection, String request, Random random) throws IOException {
			connection.send(request);
			// Not to wait for anything: some clients leave sooner than others.
			LockSupport.parkNanos(random.nextInt(LONGEST_STAY));
		}
	},

	IN_THE_ANSWER {
		@Override
		void go(RawConnection connection, String request, Random random) throws IOException {
			connection.send(request);
			connection.readSome(1 + random.nextInt(MOST_BYTES));
		}
	};

	private static final int LONGEST_STAY = (int) Duration.ofMillis(60).toNanos();

	private static final int MOST_BYTES = 2048;

	abstract void go(RawConnection connection, String request, Random random) throws IOException;

	/**
	 * Asks the server for the page and goes away.
	 */
	void leave(URI server, IsolationRequest request, long seed) throws IOException {
		try (RawConnection connection = new RawConnection(server)) {
			go(connection, text(server, request), new Random(seed));
		}
	}

	private static String text(URI server, IsolationRequest request) {
		StringBuilder text = new StringBuilder("GET ").append(request.target())
			.append(" HTTP/1.1\r\nHost: ")
			.append(server.getAuthority())
			.append("\r\n");
		request.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
		return text.append("\r\n").toString();
	}

}
