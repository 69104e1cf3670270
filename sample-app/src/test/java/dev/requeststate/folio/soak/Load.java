package dev.requeststate.folio.soak;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Lets visitors come at a steady rate, whatever has become of those before, until
 * stopped. When too many are there at once, those who come go away again.
 */
final class Load {

	// Fewer than there are connections in the pools: these are filled on purpose only.
	private static final int MOST_AT_ONCE = 16;

	private static final Duration TIME_TO_END = Duration.ofMinutes(3);

	private final VisitPlan plan;

	private final Visitors visitors;

	private final SoakTally tally;

	private final Semaphore places = new Semaphore(MOST_AT_ONCE);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE);

	private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

	Load(VisitPlan plan, Visitors visitors, SoakTally tally) {
		this.plan = plan;
		this.visitors = visitors;
		this.tally = tally;
	}

	/**
	 * Let them come.
	 * @param rate how many in a second
	 */
	void start(int rate) {
		long interval = TimeUnit.SECONDS.toNanos(1) / rate;
		this.clock.scheduleAtFixedRate(this::next, 0, interval, TimeUnit.NANOSECONDS);
	}

	private void next() {
		VisitPlan.PlannedVisit visit = this.plan.next();
		if (!this.places.tryAcquire()) {
			this.tally.skipped();
			return;
		}
		this.threads.execute(() -> {
			try {
				this.visitors.visit(visit);
			}
			catch (Throwable ex) {
				this.broken.compareAndSet(null, ex);
			}
			finally {
				this.places.release();
			}
		});
	}

	/**
	 * Let nobody come any more, and wait until the last one has gone.
	 * @throws IllegalStateException if not all have gone, or what one has met could not
	 * be judged
	 */
	void stop() throws InterruptedException {
		this.clock.shutdown();
		boolean stopped = this.clock.awaitTermination(TIME_TO_END.toSeconds(), TimeUnit.SECONDS);
		this.threads.shutdown();
		if (!stopped || !this.threads.awaitTermination(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("Not all visitors have gone");
		}
		Throwable failure = this.broken.get();
		if (failure != null) {
			throw new IllegalStateException("A visit could not be judged", failure);
		}
	}

}
