package dev.requeststate.folio.dev;

import java.util.concurrent.ThreadLocalRandom;

/**
 * One request for the page, or for its server action. It carries its token in the query,
 * a header and a cookie.
 *
 * @param action whether it is the action
 * @param token {@code rq-} and 16 hex digits
 * @param knownGeneration the highest generation that had answered when it was sent
 */
record Visit(boolean action, String token, int knownGeneration) {

	private static final String PAGE = "/playground/request-info";

	private static final String ACTION = PAGE + "/action";

	static Visit ofPage(int knownGeneration) {
		return new Visit(false, newToken(), knownGeneration);
	}

	static Visit ofAction(int knownGeneration) {
		return new Visit(true, newToken(), knownGeneration);
	}

	private static String newToken() {
		return "rq-%016x".formatted(ThreadLocalRandom.current().nextLong());
	}

	String method() {
		return this.action ? "POST" : "GET";
	}

	String path() {
		return this.action ? ACTION : PAGE;
	}

	String query() {
		return "token=" + this.token;
	}

	String cookie() {
		return "token=" + this.token;
	}

}
