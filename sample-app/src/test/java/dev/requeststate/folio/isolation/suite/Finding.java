package dev.requeststate.folio.isolation.suite;

import java.util.List;

/**
 * An answer that is not right: the request, what is wrong, and where the response was
 * kept.
 */
record Finding(IsolationRequest request, List<Violation> violations, String keptIn) {

	private static final int SHOWN = 10;

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.request.describe());
		this.violations.stream().limit(SHOWN).forEach((violation) -> text.append("\n  ").append(violation));
		if (this.violations.size() > SHOWN) {
			text.append("\n  and ").append(this.violations.size() - SHOWN).append(" more");
		}
		return text.append("\n  the response: ").append(this.keptIn).toString();
	}

}
