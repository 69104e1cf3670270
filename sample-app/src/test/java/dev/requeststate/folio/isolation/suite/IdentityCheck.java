package dev.requeststate.folio.isolation.suite;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Expects an id that is the same wherever one response shows it, and that no other
 * response has shown. It remembers every id that it has seen.
 */
final class IdentityCheck implements AnswerCheck {

	private final String testId;

	private final ViolationKind shared;

	private final Map<String, String> tokens = new ConcurrentHashMap<>();

	private IdentityCheck(String testId, ViolationKind shared) {
		this.testId = testId;
		this.shared = shared;
	}

	/**
	 * The id of the request context.
	 */
	static IdentityCheck ofContext() {
		return new IdentityCheck("context-id", ViolationKind.SHARED_CONTEXT);
	}

	/**
	 * The id of the catalog session.
	 */
	static IdentityCheck ofSession() {
		return new IdentityCheck("session-id", ViolationKind.SHARED_SESSION);
	}

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		Set<String> ids = new LinkedHashSet<>(page.field(this.testId));
		if (ids.isEmpty()) {
			findings.missing(this.testId, "an id");
		}
		if (ids.size() > 1) {
			findings.add(ViolationKind.TORN_PAGE, this.testId, "one id", String.join(", ", ids));
		}
		ids.forEach((id) -> unique(request, id, findings));
	}

	/**
	 * Returns how many different ids were seen.
	 */
	int seen() {
		return this.tokens.size();
	}

	private void unique(IsolationRequest request, String id, Findings findings) {
		if (id.isBlank()) {
			findings.missing(this.testId, "an id");
			return;
		}
		String other = this.tokens.putIfAbsent(id, request.token());
		if (other != null) {
			findings.add(this.shared, this.testId, "an id of its own", "'" + id + "', shown before to " + other);
		}
	}

}
