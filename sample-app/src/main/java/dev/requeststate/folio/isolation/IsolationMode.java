package dev.requeststate.folio.isolation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way in which the isolation page can be answered. The isolation suite has its own list
 * of them: what it expects of the page it does not ask the page.
 */
public enum IsolationMode {

	/** On the thread of the request. */
	PLAIN(200),

	/** By a callable, on another thread, and an ASYNC dispatch. */
	CALLABLE(200),

	/** By a result that comes from another thread, and an ASYNC dispatch. */
	DEFERRED(200),

	/** Little by little, from another thread. */
	STREAM(200),

	/** After a forward. */
	FORWARD(200),

	/** By the error page, as a section fails. */
	ERROR(500),

	/** By the error page, as the result comes too late: after a second. */
	TIMEOUT(503),

	/** As events, by the application's executor. */
	SSE(200),

	/** At once, with a task after the response. */
	AFTER(200),

	/** With a thread for each section, made by the request's context. */
	VIRTUAL(200),

	/** In a fork/join pool. */
	FORKJOIN(200),

	/** In a chain of futures. */
	COMPLETABLE(200);

	private final int status;

	IsolationMode(int status) {
		this.status = status;
	}

	/**
	 * The mode of that key, empty if there is none.
	 */
	public static Optional<IsolationMode> of(String key) {
		return Stream.of(values()).filter((mode) -> mode.key().equals(key)).findFirst();
	}

	/**
	 * What the query parameter {@code mode} calls it.
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The status of its answers.
	 */
	public int status() {
		return this.status;
	}

}
