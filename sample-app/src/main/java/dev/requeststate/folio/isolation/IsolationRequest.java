package dev.requeststate.folio.isolation;

import java.util.Set;
import java.util.regex.Pattern;

import dev.requeststate.context.RequestLocal;

/**
 * A well-formed request for the isolation page. The same token comes in the path, in the
 * query parameter {@code q}, in the header {@code X-Request-Token} and in the cookie
 * {@code token}; what the page shows of them it reads from request state, never from
 * here.
 *
 * @param sections how many sections the page has, 1 to 16
 * @param delay how many milliseconds each section takes, 0 to 500
 */
record IsolationRequest(int sections, int delay) {

	/**
	 * The request for the isolation page that is current, if it is one.
	 */
	static final RequestLocal<IsolationRequest> CURRENT = RequestLocal.named("isolation-request");

	private static final Pattern TOKEN = Pattern.compile("rq-[0-9a-f]{16}");

	private static final Set<String> MODES = Set.of("plain", "callable", "deferred", "stream", "forward", "error",
			"timeout", "sse", "after", "virtual", "forkjoin", "completable");

	private static final int MOST_SECTIONS = 16;

	private static final int LONGEST_DELAY = 500;

	static boolean isToken(String value) {
		return TOKEN.matcher(value).matches();
	}

	static boolean isMode(String value) {
		return MODES.contains(value);
	}

	/**
	 * Whether the page can have so many sections that take so long.
	 */
	boolean isWithinLimits() {
		return this.sections >= 1 && this.sections <= MOST_SECTIONS && this.delay >= 0 && this.delay <= LONGEST_DELAY;
	}

}
