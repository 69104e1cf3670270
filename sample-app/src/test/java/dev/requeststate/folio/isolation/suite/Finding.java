package dev.requeststate.folio.isolation.suite;

import java.util.List;

/**
 * An answer that is not right: the request, what is wrong, and where the response was
 * kept.
 */
record Finding(IsolationRequest request, List<Violation> violations, String keptIn) {

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.request.describe());
		this.violations.forEach((violation) -> text.append("\n  ").append(violation));
		return text.append("\n  the response: ").append(this.keptIn).toString();
	}

}
