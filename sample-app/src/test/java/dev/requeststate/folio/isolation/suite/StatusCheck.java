package dev.requeststate.folio.isolation.suite;

/**
 * Expects the status of the mode.
 */
final class StatusCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		int expected = request.mode().status();
		int found = page.answer().status();
		if (found != expected) {
			findings.add(ViolationKind.WRONG_STATUS, "the status line", Integer.toString(expected),
					Integer.toString(found));
		}
	}

}
