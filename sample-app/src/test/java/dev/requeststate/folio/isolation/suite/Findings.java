package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what the checks find in one answer. For one thread.
 */
final class Findings {

	private final List<Violation> violations = new ArrayList<>();

	void add(ViolationKind kind, String where, String expected, String found) {
		this.violations.add(new Violation(kind, where, expected, found));
	}

	void missing(String where, String expected) {
		add(ViolationKind.MISSING_FIELD, where, expected, "nothing");
	}

	void wrong(String where, String expected, String found) {
		add(ViolationKind.WRONG_FIELD, where, expected, "'" + found + "'");
	}

	List<Violation> violations() {
		return List.copyOf(this.violations);
	}

}
