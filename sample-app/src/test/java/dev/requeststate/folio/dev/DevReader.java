package dev.requeststate.folio.dev;

import java.io.IOException;
import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * The one reader of the page while nobody else is there, who knows what the next visit's
 * number must be. For one thread.
 */
final class DevReader {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

	private final VisitClient client;

	private final VisitTally tally;

	private long visits;

	DevReader(VisitClient client, VisitTally tally) {
		this.client = client;
		this.tally = tally;
	}

	/**
	 * Visits the page, again while nobody is reached. A visit that is not numbered next
	 * is counted as lost.
	 */
	VisitPage visit() {
		VisitPage page = send(false);
		count(page, ++this.visits);
		return page;
	}

	/**
	 * Runs the server action, again while nobody is reached.
	 */
	VisitPage act() {
		VisitPage page = send(true);
		count(page, this.visits);
		return page;
	}

	/**
	 * Visits the page after others have.
	 * @param others how many of them were answered; those who were not may have been
	 * counted too
	 */
	VisitPage visitAfter(int others) {
		VisitPage page = send(false);
		long least = this.visits + others + 1;
		if (page.status() == 200 && page.visits() < least) {
			this.tally.lost("visit " + page.visits() + ", after which there must be " + least);
		}
		this.visits = (page.status() == 200) ? page.visits() : least;
		return page;
	}

	private void count(VisitPage page, long expected) {
		if (page.status() == 200 && page.visits() != expected) {
			this.tally.lost("visit " + page.visits() + " where " + expected + " is due");
		}
	}

	private VisitPage send(boolean action) {
		return Awaitility.await("an answer").atMost(PATIENCE).pollInterval(BETWEEN_ATTEMPTS).until(() -> {
			int known = this.tally.generation();
			Visit visit = action ? Visit.ofAction(known) : Visit.ofPage(known);
			try {
				VisitPage page = this.client.send(visit);
				this.tally.answered(visit, page);
				return page;
			}
			catch (IOException ex) {
				return null;
			}
		}, (page) -> page != null);
	}

}
