package dev.requeststate.folio.dev;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many readers who visit the page and run its action, each again and again, and who try
 * again when they reach nobody, or a container that is about to stop. Closing it sends
 * them home.
 */
final class VisitLoad implements AutoCloseable {

	static final int CLIENTS = 64;

	private static final int VISITS_FOR_AN_ACTION = 4;

	// Enough to have requests at work at any moment, and to leave the processors to the
	// restart.
	private static final Duration PAUSE = Duration.ofMillis(50);

	private final VisitClient client;

	private final VisitTally tally;

	private final AtomicInteger turnedAway = new AtomicInteger();

	private final AtomicInteger unanswered = new AtomicInteger();

	private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS, (task) -> {
		Thread thread = new Thread(task, "dev-client");
		thread.setDaemon(true);
		return thread;
	});

	private final List<Future<?>> readers = new ArrayList<>();

	private volatile boolean over;

	private VisitLoad(VisitClient client, VisitTally tally) {
		this.client = client;
		this.tally = tally;
	}

	/**
	 * Sends the readers.
	 */
	static VisitLoad start(VisitClient client, VisitTally tally) {
		VisitLoad load = new VisitLoad(client, tally);
		for (int i = 0; i < CLIENTS; i++) {
			load.readers.add(load.threads.submit(load::read));
		}
		return load;
	}

	/**
	 * Returns how often nobody was reached.
	 */
	int unanswered() {
		return this.unanswered.get();
	}

	/**
	 * Returns how often the container has said that it is about to stop.
	 */
	int turnedAway() {
		return this.turnedAway.get();
	}

	private Void read() throws InterruptedException {
		for (int i = 1; !this.over; i++) {
			int known = this.tally.generation();
			Visit visit = (i % VISITS_FOR_AN_ACTION == 0) ? Visit.ofAction(known) : Visit.ofPage(known);
			try {
				VisitPage page = this.client.send(visit);
				if (page.isTurnedAway()) {
					this.turnedAway.incrementAndGet();
				}
				else {
					this.tally.answered(visit, page);
				}
			}
			catch (IOException ex) {
				this.unanswered.incrementAndGet();
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		return null;
	}

	/**
	 * Waits until every reader has the last answer.
	 * @throws IllegalStateException if an answer could not be checked
	 */
	@Override
	public void close() throws InterruptedException {
		this.over = true;
		try {
			for (Future<?> reader : this.readers) {
				reader.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("An answer could not be checked", ex.getCause());
		}
		finally {
			this.threads.shutdownNow();
		}
	}

}
