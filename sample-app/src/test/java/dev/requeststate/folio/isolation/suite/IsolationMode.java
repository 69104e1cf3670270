package dev.requeststate.folio.isolation.suite;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A way in which the isolation page can be answered, with the status that it must have,
 * its share of the requests in percent and, where the mode is about them, the threads on
 * which its sections are rendered. Timeouts take longest and are therefore the fewest.
 */
enum IsolationMode {

	PLAIN(200, 14), CALLABLE(200, 11), DEFERRED(200, 10), STREAM(200, 10), FORWARD(200, 8), ERROR(500, 6),
	TIMEOUT(503, 4), SSE(200, 8, "(virtual )?task-\\d+"), AFTER(200, 8),
	VIRTUAL(200, 7, (Runtime.version().feature() >= 21) ? "virtual.*" : "Thread-\\d+"),
	FORKJOIN(200, 7, "forkjoin-\\d+"), COMPLETABLE(200, 7, "futures-\\d+");

	private final int status;

	private final int share;

	private final Pattern sectionThreads;

	IsolationMode(int status, int share) {
		this(status, share, ".*");
	}

	IsolationMode(int status, int share, String sectionThreads) {
		this.status = status;
		this.share = share;
		this.sectionThreads = Pattern.compile(sectionThreads);
	}

	/**
	 * The names of the threads on which the sections must be rendered.
	 */
	Pattern sectionThreads() {
		return this.sectionThreads;
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
