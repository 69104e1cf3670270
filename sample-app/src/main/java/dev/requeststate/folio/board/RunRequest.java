package dev.requeststate.folio.board;

import java.util.Map;

import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.page.SectionThreads;

/**
 * One request of a run, which carries its token in the path, the query, a header and a
 * cookie.
 *
 * @param number its number in the run, from one
 * @param token what no other request has
 * @param mode how it is to be answered
 * @param threads what the sections of the page are rendered on
 * @param leaky whether it is for the leaky control
 */
record RunRequest(int number, String token, IsolationMode mode, SectionThreads threads, boolean leaky) {

	// One section alone would be rendered where it is asked for.
	private static final int FEWEST_SECTIONS = 2;

	private static final int MORE_SECTIONS = 3;

	private static final int STEPS_OF_DELAY = 5;

	private static final int MILLIS_IN_A_STEP = 5;

	/**
	 * Path and query. Pages differ in how many sections they have and in how long these
	 * take.
	 */
	String target() {
		return (this.leaky ? "/isolation/leaky/" : "/isolation/") + this.token + "?q=" + this.token + "&mode="
				+ this.mode.key() + "&threads=" + this.threads.key() + "&sections="
				+ (FEWEST_SECTIONS + this.number % MORE_SECTIONS) + "&delay="
				+ this.number % STEPS_OF_DELAY * MILLIS_IN_A_STEP;
	}

	Map<String, String> headers() {
		return Map.of("X-Request-Token", this.token, "Cookie", "token=" + this.token, "Accept-Language",
				(this.number % 2 == 0) ? "en" : "de");
	}

}
