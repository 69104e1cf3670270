package dev.requeststate.folio.dev;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts answers, has each one checked and keeps the first findings. Usable by several
 * threads at once.
 */
final class VisitTally {

	private static final int KEPT = 10;

	private final VisitOracle oracle;

	private final Map<Fault.Kind, Integer> faults = new EnumMap<>(Fault.Kind.class);

	private final List<String> findings = new ArrayList<>();

	private int requests;

	private int pages;

	private int generation;

	VisitTally(VisitOracle oracle) {
		this.oracle = oracle;
	}

	/**
	 * Checks and counts an answer.
	 * @return what is wrong with it
	 */
	List<Fault> answered(Visit visit, VisitPage page) {
		List<Fault> faults = this.oracle.check(visit, page);
		synchronized (this) {
			this.requests++;
			if (!visit.action()) {
				this.pages++;
			}
			if (faults.isEmpty()) {
				this.generation = Math.max(this.generation, page.generation());
			}
			faults.stream().map(Fault::kind).distinct().forEach((kind) -> this.faults.merge(kind, 1, Integer::sum));
			if (!faults.isEmpty() && this.findings.size() < KEPT) {
				this.findings.add(visit + " has " + faults + "\n" + page.text());
			}
		}
		return faults;
	}

	/**
	 * Counts what is lost although each answer for itself is right.
	 */
	synchronized void lost(String what) {
		this.faults.merge(Fault.Kind.LOST, 1, Integer::sum);
		this.findings.add(what);
	}

	/**
	 * Returns how many requests were answered.
	 */
	synchronized int requests() {
		return this.requests;
	}

	/**
	 * Returns how many of those count as visits.
	 */
	synchronized int pages() {
		return this.pages;
	}

	/**
	 * Returns the highest generation that has answered.
	 */
	synchronized int generation() {
		return this.generation;
	}

	/**
	 * Returns how many answers have a fault of this kind, once or more.
	 */
	synchronized int count(Fault.Kind kind) {
		return this.faults.getOrDefault(kind, 0);
	}

	/**
	 * Returns how many answers have any fault; one with several kinds is counted for
	 * each.
	 */
	synchronized int faults() {
		return this.faults.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Returns the closing line of the suite.
	 * @param loaders how many class loaders of restarts are alive
	 */
	synchronized String line(int loaders) {
		return "dev restarts: %d restarts, %d requests, %d stale, %d lost, loaders alive %d"
			.formatted(this.generation - 1, this.requests, count(Fault.Kind.STALE), count(Fault.Kind.LOST), loaders);
	}

	/**
	 * Returns the counts and the first findings, as text.
	 */
	synchronized String report() {
		return this.faults + " in " + this.requests + " requests\n\n" + String.join("\n\n", this.findings);
	}

}
