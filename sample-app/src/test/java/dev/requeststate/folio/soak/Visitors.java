package dev.requeststate.folio.soak;

import java.io.IOException;
import java.net.URI;
import java.util.Random;

import dev.requeststate.folio.isolation.suite.IsolationOutcome;

/**
 * Those who come to the site. Usable by several threads at once.
 */
final class Visitors {

	private static final int SERVER_ERROR = 500;

	private final Site site;

	private final SoakTally tally;

	private final OrderVisit orders;

	private final BrowseVisit browsing;

	/**
	 * Creates visitors.
	 * @param site where they go
	 * @param ledger what they order
	 * @param tally what they meet
	 */
	Visitors(Site site, OrderLedger ledger, SoakTally tally) {
		this.site = site;
		this.tally = tally;
		this.orders = new OrderVisit(ledger, tally);
		this.browsing = new BrowseVisit(tally);
	}

	/**
	 * Have one come, and return when it has gone.
	 */
	void visit(VisitPlan.PlannedVisit visit) throws InterruptedException {
		Random random = new Random(visit.seed());
		switch (visit.kind()) {
			case ISOLATION -> ask(visit.second(), visit.seed());
			case LEAVE -> leave(visit.second(), visit.seed());
			case BROWSE -> this.browsing.browse(this::server, random);
			case ORDER -> this.orders.order(Basket.of(visit.number(), random), this::server, random);
		}
	}

	private URI server(boolean second) {
		RunningInstance instance = this.site.instance(second);
		instance.count();
		return instance.uri();
	}

	/**
	 * Ask for the isolation page, and return when what has come is judged.
	 */
	void ask(boolean second, long seed) {
		RunningInstance instance = this.site.instance(second);
		instance.count();
		long begun = System.nanoTime();
		IsolationOutcome outcome = instance.traffic().send(seed).join();
		String what = "isolation, " + outcome.mode();
		outcome.leaks().forEach((leak) -> this.tally.foreign(what, leak));
		if (outcome.isRight()) {
			this.tally.right(what);
		}
		else {
			this.tally.failed(what, how(outcome), String.join("; ", outcome.faults()), begun);
		}
	}

	private static String how(IsolationOutcome outcome) {
		if (outcome.status() == 0) {
			return "no answer";
		}
		return (outcome.status() >= SERVER_ERROR) ? Integer.toString(outcome.status()) : "not all of the page";
	}

	/**
	 * Ask for the isolation page, and go away with a reset.
	 */
	void leave(boolean second, long seed) {
		RunningInstance instance = this.site.instance(second);
		instance.count();
		long begun = System.nanoTime();
		try {
			instance.traffic().leave(seed);
			this.tally.left();
		}
		catch (IOException ex) {
			this.tally.failed("isolation, to leave", "no answer", ex.toString(), begun);
		}
	}

}
