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

	private final List<AnswerCheck> anyAnswer = List.of(new ForeignTokenCheck(), new StatusCheck());

	private final List<AnswerCheck> thePage = List.of(new WholeDocumentCheck(), new ResponseHeadersCheck(),
			new DocumentHeadCheck(), new FieldsCheck(), new CounterCheck(), this.contexts, this.sessions,
			new IslandCheck(), new PlacesCheck(), new EventsCheck(), new NoteCheck());

	/**
	 * Returns what is wrong with the answer, nothing when all is right. An answer with
	 * another status is another page: it is searched for foreign tokens, and no more is
	 * said about it.
	 */
	List<Violation> check(IsolationRequest request, Answer answer) {
		Page page = new Page(answer);
		Findings findings = new Findings();
		this.anyAnswer.forEach((check) -> check.check(request, page, findings));
		if (answer.status() == request.mode().status()) {
			this.thePage.forEach((check) -> check.check(request, page, findings));
		}
		return findings.violations();
	}

	/**
	 * Returns how many catalog sessions the answers have shown.
	 */
	int sessionsSeen() {
		return this.sessions.seen();
	}

}
