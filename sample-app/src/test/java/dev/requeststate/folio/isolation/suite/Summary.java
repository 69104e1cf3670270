package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The closing lines of the suite: one for each form of Folio, over both kinds of threads,
 * and one for the control. For one thread.
 */
final class Summary {

	/** What a run has to send at least. */
	static final int FULL_RUN = 20_000;

	private final Map<FolioForm, List<Tally>> runs = new EnumMap<>(FolioForm.class);

	private final List<Tally> controls = new ArrayList<>();

	void add(FolioForm form, Tally run) {
		this.runs.computeIfAbsent(form, (none) -> new ArrayList<>()).add(run);
	}

	void addControl(Tally control) {
		this.controls.add(control);
	}

	/**
	 * Returns the lines, none for what was not run.
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.runs.forEach((form, tallies) -> lines.add(line(form, tallies)));
		if (!this.controls.isEmpty()) {
			int found = this.controls.stream().mapToInt((tally) -> tally.count(ViolationKind.FOREIGN_TOKEN)).sum();
			lines.add("control: " + found + " leaks found");
		}
		return lines;
	}

	private String line(FolioForm form, List<Tally> tallies) {
		int requests = tallies.stream().mapToInt(Tally::requests).sum();
		int leaks = tallies.stream().mapToInt(Tally::leaks).sum();
		int faults = tallies.stream().mapToInt(Tally::faults).sum();
		boolean full = tallies.stream().allMatch((tally) -> tally.requests() >= FULL_RUN);
		return "isolation %s: %d requests, %d leaks".formatted(form, requests, leaks)
				+ ((faults == 0) ? "" : ", " + faults + " faults")
				+ (full ? "" : " (not a full run, which has at least " + FULL_RUN + " requests)");
	}

}
