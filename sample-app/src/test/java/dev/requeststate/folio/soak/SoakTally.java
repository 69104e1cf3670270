package dev.requeststate.folio.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what the visitors have met, and why. Usable by several threads at once.
 */
final class SoakTally {

	/** The cause of what fails while nothing is broken. */
	static final String NO_CAUSE = "no fault";

	/** The cause of what fails when more come than the machine can serve. */
	static final String OVERLOAD = "too much load";

	private static final int KEPT = 20;

	private final FaultLog faults;

	private final Map<String, Integer> right = new TreeMap<>();

	private final Map<String, Integer> failed = new TreeMap<>();

	private final Map<String, Map<String, Integer>> causes = new TreeMap<>();

	private final List<String> foreign = new ArrayList<>();

	private final List<String> unexplained = new ArrayList<>();

	private int foreignCount;

	private int left;

	private int skipped;

	private long lastSkipped;

	/**
	 * Creates a tally.
	 * @param faults what was broken when
	 */
	SoakTally(FaultLog faults) {
		this.faults = faults;
	}

	/**
	 * Counts a request that was answered as it should be.
	 * @param what what was asked for
	 */
	synchronized void right(String what) {
		this.right.merge(what, 1, Integer::sum);
	}

	/**
	 * Counts a request that was not.
	 * @param what what was asked for
	 * @param how the status, or what else came in place of the answer
	 * @param detail for whoever has to find out why
	 * @param begun when it was sent, a {@link System#nanoTime()}
	 */
	synchronized void failed(String what, String how, String detail, long begun) {
		this.failed.merge(what, 1, Integer::sum);
		String cause = this.faults.causeOf(begun, System.nanoTime())
			.map(Fault::toString)
			.orElse(isOverload(begun) ? OVERLOAD : NO_CAUSE);
		this.causes.computeIfAbsent(cause, (none) -> new TreeMap<>()).merge(how, 1, Integer::sum);
		if (cause.equals(NO_CAUSE) && this.unexplained.size() < KEPT) {
			this.unexplained.add(what + ": " + how + ": " + detail);
		}
	}

	private boolean isOverload(long begun) {
		return this.skipped > 0 && this.lastSkipped - begun > -FaultLog.AFTERMATH.toNanos();
	}

	/**
	 * Counts an answer with something in it that is not the visitor's own. No fault
	 * excuses that.
	 */
	synchronized void foreign(String what, String found) {
		this.foreignCount++;
		if (this.foreign.size() < KEPT) {
			this.foreign.add(what + ": " + found);
		}
	}

	/**
	 * Counts a client that has gone away by itself.
	 */
	synchronized void left() {
		this.left++;
	}

	/**
	 * Counts a visit that was not begun, since too many others had no answer yet.
	 */
	synchronized void skipped() {
		this.skipped++;
		this.lastSkipped = System.nanoTime();
	}

	/**
	 * Returns how many requests have ended, those of clients that went away included.
	 */
	synchronized int requests() {
		return sum(this.right) + sum(this.failed) + this.left;
	}

	synchronized int failures() {
		return sum(this.failed);
	}

	/**
	 * Returns how many requests have failed while nothing was broken.
	 */
	synchronized int unexplained() {
		return sum(this.causes.getOrDefault(NO_CAUSE, Map.of()));
	}

	/**
	 * Returns the first of these.
	 */
	synchronized List<String> unexplainedDetails() {
		return List.copyOf(this.unexplained);
	}

	/**
	 * Returns how often something was shown that is not the visitor's own.
	 */
	synchronized int foreignCount() {
		return this.foreignCount;
	}

	/**
	 * Returns the first of these.
	 */
	synchronized List<String> foreignDetails() {
		return List.copyOf(this.foreign);
	}

	/**
	 * Returns how many requests for this were answered as they should be.
	 */
	synchronized int rightCount(String what) {
		return this.right.getOrDefault(what, 0);
	}

	/**
	 * Returns a line for each thing that was asked for, and one for each cause.
	 */
	synchronized List<String> table() {
		List<String> lines = new ArrayList<>();
		Map<String, Integer> all = new TreeMap<>(this.right);
		this.failed.forEach((what, count) -> all.merge(what, count, Integer::sum));
		lines.add("  %-24s %9s %9s".formatted("asked for", "right", "failed"));
		all.keySet()
			.forEach((what) -> lines.add("  %-24s %9d %9d".formatted(what, this.right.getOrDefault(what, 0),
					this.failed.getOrDefault(what, 0))));
		lines.add("  %-24s %9d".formatted("left before the answer", this.left));
		lines.add("  %-24s %9d".formatted("not begun, all busy", this.skipped));
		this.causes.forEach((cause, hows) -> lines.add("  failed, %s: %s".formatted(cause, hows)));
		return lines;
	}

	private static int sum(Map<String, Integer> counts) {
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}

}
