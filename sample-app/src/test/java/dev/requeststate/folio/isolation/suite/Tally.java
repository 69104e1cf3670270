package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts what a run has answered and keeps the first findings. Usable by several threads
 * at once.
 */
final class Tally {

	private static final int KEPT = 10;

	private final OffendingResponses responses;

	private final Map<IsolationMode, Integer> answered = new EnumMap<>(IsolationMode.class);

	private final Map<ViolationKind, Integer> violations = new EnumMap<>(ViolationKind.class);

	private final List<Finding> findings = new ArrayList<>();

	private int requests;

	private int leaks;

	private int faults;

	Tally(OffendingResponses responses) {
		this.responses = responses;
	}

	/**
	 * Counts a request that was answered.
	 */
	synchronized void answered(IsolationRequest request, Answer answer, List<Violation> violations) {
		this.answered.merge(request.mode(), 1, Integer::sum);
		String keptIn = (violations.isEmpty() || this.findings.size() >= KEPT) ? ""
				: this.responses.keep(request, answer);
		count(request, violations, keptIn);
	}

	/**
	 * Counts a request that got no answer.
	 */
	synchronized void unanswered(IsolationRequest request, Throwable reason) {
		count(request, List.of(new Violation(ViolationKind.NO_ANSWER, "the connection",
				"status " + request.mode().status(), reason.toString())), "none");
	}

	private void count(IsolationRequest request, List<Violation> violations, String keptIn) {
		this.requests++;
		if (violations.isEmpty()) {
			return;
		}
		if (violations.stream().anyMatch((violation) -> violation.kind().isLeak())) {
			this.leaks++;
		}
		else {
			this.faults++;
		}
		violations.stream()
			.map(Violation::kind)
			.distinct()
			.forEach((kind) -> this.violations.merge(kind, 1, Integer::sum));
		if (this.findings.size() < KEPT) {
			this.findings.add(new Finding(request, violations, keptIn));
		}
	}

	/**
	 * Returns how many requests are done, answered or not.
	 */
	synchronized int requests() {
		return this.requests;
	}

	/**
	 * Returns how many requests were shown state that is not their own.
	 */
	synchronized int leaks() {
		return this.leaks;
	}

	/**
	 * Returns how many other requests were not answered rightly.
	 */
	synchronized int faults() {
		return this.faults;
	}

	/**
	 * Returns how many requests have met this kind of violation, once or more.
	 */
	synchronized int count(ViolationKind kind) {
		return this.violations.getOrDefault(kind, 0);
	}

	/**
	 * Returns how many requests of the mode were answered.
	 */
	synchronized int answered(IsolationMode mode) {
		return this.answered.getOrDefault(mode, 0);
	}

	/**
	 * Returns how many answers each mode has got, as text.
	 */
	synchronized String modes() {
		return this.answered.entrySet()
			.stream()
			.map((mode) -> mode.getKey().parameter() + " " + mode.getValue())
			.collect(Collectors.joining(", "));
	}

	/**
	 * Returns the counts by kind and the first findings, as text.
	 */
	synchronized String report() {
		return this.leaks + " leaks and " + this.faults + " faults in " + this.requests
				+ " requests. Requests by kind of violation: " + this.violations + ". The first " + this.findings.size()
				+ ":\n\n" + this.findings.stream().map(Finding::toString).collect(Collectors.joining("\n\n"));
	}

}
