package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code /isolation/stats} says about the contexts and catalog sessions of the
 * process since it started.
 *
 * @param opened contexts opened
 * @param closed contexts closed
 * @param active contexts still open
 * @param closedByContainer contexts closed when the container had finished the request
 * @param closedByRule contexts closed by the portable rule, which stands in where the
 * container says nothing
 * @param sessionsOpened catalog sessions opened
 * @param sessionsClosed catalog sessions closed
 * @param destroyFailures values whose destroyer threw
 * @param leaks contexts, bindings and leases that somebody has forgotten to end
 */
record IsolationStats(long opened, long closed, long active, long closedByContainer, long closedByRule,
		long sessionsOpened, long sessionsClosed, long destroyFailures, long leaks) {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Reads the stats.
	 * @throws tools.jackson.core.JacksonException if a figure is missing
	 */
	static IsolationStats parse(String json) {
		return JSON.readValue(json, IsolationStats.class);
	}

	/**
	 * Returns what does not add up, nothing when every context and session that was
	 * opened is closed, and by the container.
	 * @param fewest how many contexts were opened at least
	 * @param most how many contexts were opened at most; more than that means requests
	 * that were made without being asked for, as when a client asks again because it got
	 * no answer
	 * @param sessions how many catalog sessions were opened at least
	 */
	List<String> imbalances(long fewest, long most, long sessions) {
		List<String> imbalances = new ArrayList<>();
		expect(this.opened >= fewest, "opened " + this.opened + ", fewer than " + fewest, imbalances);
		expect(this.opened <= most, "opened " + this.opened + ", more than " + most, imbalances);
		expect(this.closedByContainer == this.opened,
				"closedByContainer " + this.closedByContainer + " of " + this.opened, imbalances);
		expect(this.sessionsOpened >= sessions,
				"sessionsOpened " + this.sessionsOpened + " though " + sessions + " were shown", imbalances);
		imbalances.addAll(unended());
		return imbalances;
	}

	/**
	 * Returns what is not over, or not as it should be, whatever there was: nothing when
	 * every context and session that was opened is closed, and no request by the portable
	 * rule.
	 */
	List<String> unended() {
		List<String> unended = new ArrayList<>();
		expect(this.closed == this.opened, "closed " + this.closed + " of " + this.opened, unended);
		expect(this.closedByRule == 0, "closedByRule " + this.closedByRule, unended);
		expect(this.active == 0, "active " + this.active, unended);
		expect(this.sessionsClosed == this.sessionsOpened,
				"sessionsClosed " + this.sessionsClosed + " of " + this.sessionsOpened, unended);
		expect(this.destroyFailures == 0, "destroyFailures " + this.destroyFailures, unended);
		expect(this.leaks == 0, "leaks " + this.leaks, unended);
		return unended;
	}

	private static void expect(boolean right, String imbalance, List<String> imbalances) {
		if (!right) {
			imbalances.add(imbalance);
		}
	}

}
