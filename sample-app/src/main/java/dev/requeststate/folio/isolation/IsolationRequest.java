package dev.requeststate.folio.isolation;

import dev.requeststate.context.RequestLocal;
import dev.requeststate.folio.page.SectionThreads;

/**
 * A well-formed request for the isolation page. The same token comes in the path, in the
 * query parameter {@code q}, in the header {@code X-Request-Token} and in the cookie
 * {@code token}; what the page shows of them it reads from request state, never from
 * here.
 *
 * @param sections how many sections the page has, 1 to 16
 * @param delay how many milliseconds each section takes, 0 to 500
 * @param threads what its sections are rendered on, where the mode does not say so
 */
record IsolationRequest(int sections, int delay, SectionThreads threads) {

	/**
	 * The request for the isolation page that is current, if it is one.
	 */
	static final RequestLocal<IsolationRequest> CURRENT = RequestLocal.named("isolation-request");

	private static final int MOST_SECTIONS = 16;

	private static final int LONGEST_DELAY = 500;

	/**
	 * Whether the page can have so many sections that take so long.
	 */
	boolean isWithinLimits() {
		return this.sections >= 1 && this.sections <= MOST_SECTIONS && this.delay >= 0 && this.delay <= LONGEST_DELAY;
	}

}
