package dev.requeststate.folio.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Load and faults together, for as long as the settings say. For one thread.
 */
final class SoakRun {

	private static final int PROGRESS_SECONDS = 15;

	private final Site site;

	private final SoakSettings settings;

	private final Consumer<String> lines;

	private final FaultLog faults = new FaultLog();

	private final SoakTally tally = new SoakTally(this.faults);

	private final OrderLedger ledger = new OrderLedger();

	private final HeapLog heap;

	private final long start = System.nanoTime();

	/**
	 * Creates a run.
	 * @param site what is loaded and broken
	 * @param settings how, and for how long
	 * @param lines takes each line of progress
	 */
	SoakRun(Site site, SoakSettings settings, Consumer<String> lines) {
		this.site = site;
		this.settings = settings;
		this.lines = lines;
		this.heap = new HeapLog(site);
	}

	/**
	 * Let it go on until its time is over and each fault has happened. All visitors have
	 * gone when this returns, and all that was broken is mended.
	 */
	void run() throws IOException, InterruptedException {
		Random seeds = new Random(this.settings.seed());
		Visitors visitors = new Visitors(this.site, this.ledger, this.tally);
		Load load = new Load(new VisitPlan(seeds.nextLong()), visitors, this.tally);
		FaultPlan plan = new FaultPlan(seeds.nextLong(), this.settings.duration());
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		clock.scheduleAtFixedRate(() -> this.lines.accept(progress()), PROGRESS_SECONDS, PROGRESS_SECONDS,
				TimeUnit.SECONDS);
		try (this.heap; Breakage breakage = new Breakage(this.site, visitors, this.faults)) {
			this.heap.start(this.settings.duration());
			load.start(this.settings.rate());
			for (int happened = 0; happened < FaultPlan.ROUND.size() || !isOver(); happened++) {
				FaultPlan.PlannedFault next = plan.next();
				TimeUnit.NANOSECONDS.sleep(next.pause().toNanos());
				breakage.happen(next.fault(), new Random(next.seed()));
			}
		}
		finally {
			clock.shutdownNow();
			load.stop();
		}
	}

	private boolean isOver() {
		return took().compareTo(this.settings.duration()) >= 0;
	}

	private Duration took() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	private String progress() {
		return "soak: %s of %s, %d requests, %d failed, %d foreign, %d orders confirmed, %s; %s".formatted(
				minutes(took()), minutes(this.settings.duration()), this.tally.requests(), this.tally.failures(),
				this.tally.foreignCount(), this.ledger.confirmedCount(), this.faults.counts(), this.heap.last());
	}

	private static String minutes(Duration duration) {
		return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
	}

	SoakTally tally() {
		return this.tally;
	}

	OrderLedger ledger() {
		return this.ledger;
	}

	Map<Fault, Integer> faults() {
		return this.faults.counts();
	}

	Map<String, HeapTrend> heapTrends() {
		return this.heap.trends();
	}

	/**
	 * Returns how often a heap was measured.
	 */
	int heapSamples() {
		return this.heap.measured();
	}

	/**
	 * Returns what was done and seen, as a table.
	 */
	List<String> table() {
		List<String> table = new ArrayList<>();
		table.add("soak: %s, seed %d, %d requests".formatted(minutes(took()), this.settings.seed(),
				this.tally.requests()));
		table.addAll(this.tally.table());
		this.faults.counts().forEach((fault, count) -> table.add("  %-24s %9d".formatted(fault, count)));
		table.add("  %-24s %9d".formatted("orders confirmed", this.ledger.confirmedCount()));
		table.add("  %-24s %9d".formatted("heap measured", this.heap.measured()));
		this.heap.trends().forEach((name, trend) -> table.add("  heap of %-16s %s".formatted(name, trend)));
		table.add("  %-24s %9d".formatted("heap not measured", this.heap.missed()));
		return table;
	}

	/**
	 * Returns the same in one line.
	 */
	String figure() {
		return "%s, %d requests, %s, %d foreign, %d orders confirmed and none lost, heap of the first %s".formatted(
				minutes(took()), this.tally.requests(), this.faults.counts(), this.tally.foreignCount(),
				this.ledger.confirmedCount(), this.heap.trends().get("first"));
	}

}
