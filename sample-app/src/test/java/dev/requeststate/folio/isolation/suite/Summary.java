package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.requeststate.folio.process.Container;

/**
 * The closing lines of the suite: one for each form of Folio on each container, over both
 * kinds of threads, and one for each control. A last test prints them, since the reports
 * have what a test prints, and nothing that is printed after the last one. For one
 * thread.
 */
final class Summary {

	/** How many requests a form of Folio has to get on a container. */
	static final int FULL = 25_000;

	/**
	 * How many requests the jar that was prepared ahead of time has to get: what runs
	 * there is no other code.
	 */
	static final int FULL_AHEAD_OF_TIME = 2_000;

	/**
	 * How many requests the container has to get: what runs in it is the packaged jar.
	 */
	static final int FULL_IN_DOCKER = 2_000;

	private final int full;

	private final Map<String, List<Tally>> runs = new TreeMap<>();

	private final Map<String, Integer> controls = new LinkedHashMap<>();

	Summary() {
		this(FULL);
	}

	/**
	 * Create a summary.
	 * @param full how many requests a full run has
	 */
	Summary(int full) {
		this.full = full;
	}

	/**
	 * Adds a run.
	 * @param form what the form of Folio is called
	 */
	void add(String form, Container container, Tally run) {
		this.runs.computeIfAbsent(form + " " + container, (none) -> new ArrayList<>()).add(run);
	}

	void addControl(String name, Tally control) {
		this.controls.put(name, control.count(ViolationKind.FOREIGN_TOKEN));
	}

	/**
	 * Returns the lines, none for what was not run.
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.runs.forEach((name, tallies) -> lines.add(line(name, tallies)));
		this.controls.forEach((name, found) -> lines.add("control, " + name + ": " + found + " leaks found"));
		return lines;
	}

	private String line(String name, List<Tally> tallies) {
		int requests = tallies.stream().mapToInt(Tally::requests).sum();
		int leaks = tallies.stream().mapToInt(Tally::leaks).sum();
		int faults = tallies.stream().mapToInt(Tally::faults).sum();
		return "isolation %s: %d requests, %d leaks".formatted(name, requests, leaks)
				+ ((faults == 0) ? "" : ", " + faults + " faults")
				+ ((requests >= this.full) ? "" : " (not a full run, which has " + this.full + " requests)");
	}

}
