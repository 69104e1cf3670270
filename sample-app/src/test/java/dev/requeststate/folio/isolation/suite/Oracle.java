package dev.requeststate.folio.isolation.suite;

import java.util.List;

/**
 * Says what is wrong with an answer of the isolation page. One oracle belongs to one run
 * of Folio, because it remembers the ids that it has seen. Usable by several threads at
 * once.
 */
final class Oracle {

	private final IdentityCheck contexts = IdentityCheck.ofContext();

	private final IdentityCheck sessions = IdentityCheck.ofSession();

	private final List<AnswerCheck> checks = List.of(new ForeignTokenCheck(), new StatusCheck(),
			new WholeDocumentCheck(), new ResponseHeadersCheck(), new DocumentHeadCheck(), new FieldsCheck(),
			new CounterCheck(), this.contexts, this.sessions, new IslandCheck());

	/**
	 * Returns what is wrong with the answer, nothing when all is right.
	 */
	List<Violation> check(IsolationRequest request, Answer answer) {
		Page page = new Page(answer);
		Findings findings = new Findings();
		this.checks.forEach((check) -> check.check(request, page, findings));
		return findings.violations();
	}

	/**
	 * Returns how many catalog sessions the answers have shown.
	 */
	int sessionsSeen() {
		return this.sessions.seen();
	}

}
