package dev.requeststate.folio.isolation.suite;

/**
 * Expects one document with an end. An HTML parser mends a page that was cut off or that
 * runs on into another one, so the text itself is looked at.
 */
final class WholeDocumentCheck implements AnswerCheck {

	private static final String END = "</html>";

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		String body = page.html().strip();
		int end = body.indexOf(END);
		if (end < 0 || end != body.length() - END.length()) {
			int from = Math.max(0, body.length() - 100);
			findings.add(ViolationKind.CUT_SHORT, "the end of the body", END + " once",
					"\"" + body.substring(from) + "\"");
		}
	}

}
