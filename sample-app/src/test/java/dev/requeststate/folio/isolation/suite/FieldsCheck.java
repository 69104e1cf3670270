package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.function.Predicate;

/**
 * Expects the token, the language and the number of sections in the fields of the body,
 * in each place where a field is shown. An error page may leave fields out, but what it
 * has must be right, and the token must be among it.
 */
final class FieldsCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		String token = request.token();
		every(request, page, "router-pathname", request.path(), request.path()::equals, findings);
		every(request, page, "router-params", token, (text) -> text.contains(token), findings);
		every(request, page, "router-query", token, (text) -> text.contains(token), findings);
		every(request, page, "header-token", token, token::equals, findings);
		every(request, page, "cookie-token", token, token::equals, findings);
		every(request, page, "locale", request.language(), request.language()::equals, findings);
		String sections = Integer.toString(request.sections());
		every(request, page, "sections", sections, sections::equals, findings);
		if (!page.visibleText().contains(token)) {
			findings.missing("the visible text", token);
		}
	}

	private void every(IsolationRequest request, Page page, String testId, String expected, Predicate<String> right,
			Findings findings) {
		List<String> texts = page.field(testId);
		if (texts.isEmpty() && request.mode().isWholePage()) {
			findings.missing(testId, expected);
		}
		texts.stream().filter(right.negate()).forEach((text) -> findings.wrong(testId, expected, text));
	}

}
