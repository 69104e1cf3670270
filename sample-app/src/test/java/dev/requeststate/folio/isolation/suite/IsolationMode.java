package dev.requeststate.folio.isolation.suite;

import java.util.Locale;

/**
 * A way in which the isolation page can be answered, with the status that it must have
 * and its share of the requests in percent. Timeouts take longest and are therefore the
 * fewest.
 */
enum IsolationMode {

	PLAIN(200, 25), CALLABLE(200, 18), DEFERRED(200, 18), STREAM(200, 16), FORWARD(200, 12), ERROR(500, 7),
	TIMEOUT(503, 4);

	private final int status;

	private final int share;

	IsolationMode(int status, int share) {
		this.status = status;
		this.share = share;
	}

	int status() {
		return this.status;
	}

	int share() {
		return this.share;
	}

	/**
	 * Whether every section was rendered. Otherwise the answer is the error page, which
	 * shows the state as it was when the request failed.
	 */
	boolean isWholePage() {
		return this.status == 200;
	}

	String parameter() {
		return name().toLowerCase(Locale.ROOT);
	}

}
