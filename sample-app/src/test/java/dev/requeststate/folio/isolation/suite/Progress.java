package dev.requeststate.folio.isolation.suite;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Says every few seconds how far a run has got, until closed.
 */
final class Progress implements AutoCloseable {

	private final String run;

	private final Tally tally;

	private final int total;

	private final Consumer<String> lines;

	private final long start = System.nanoTime();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "isolation-progress");
		thread.setDaemon(true);
		return thread;
	});

	Progress(String run, Tally tally, int total, Duration interval, Consumer<String> lines) {
		this.run = run;
		this.tally = tally;
		this.total = total;
		this.lines = lines;
		this.clock.scheduleAtFixedRate(() -> this.lines.accept(line()), interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private String line() {
		int done = this.tally.requests();
		return "%s: %d of %d requests, %d/s, %d leaks, %d faults".formatted(this.run, done, this.total, rate(done),
				this.tally.leaks(), this.tally.faults());
	}

	private long rate(int done) {
		return done * 1_000_000_000L / Math.max(1, System.nanoTime() - this.start);
	}

	/**
	 * Says the last line, with the requests of each mode.
	 */
	@Override
	public void close() {
		this.clock.shutdownNow();
		long seconds = Math.round((System.nanoTime() - this.start) / 1e9);
		this.lines.accept(line() + ", " + seconds + " s (" + this.tally.modes() + ")");
	}

}
