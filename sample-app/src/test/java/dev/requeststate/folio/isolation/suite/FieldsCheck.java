package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.function.Predicate;

/**
 * Expects the token, the language and the number of sections in the fields of the body,
 * in each place where a field is shown, on error pages as well.
 */
final class FieldsCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		String token = request.token();
		every(page, "router-pathname", request.path(), request.path()::equals, findings);
		every(page, "router-params", token, (text) -> text.contains(token), findings);
		every(page, "router-query", token, (text) -> text.contains(token), findings);
		every(page, "header-token", token, token::equals, findings);
		every(page, "cookie-token", token, token::equals, findings);
		every(page, "locale", request.language(), request.language()::equals, findings);
		String sections = Integer.toString(request.sections());
		every(page, "sections", sections, sections::equals, findings);
	}

	private void every(Page page, String testId, String expected, Predicate<String> right, Findings findings) {
		List<String> texts = page.field(testId);
		if (texts.isEmpty()) {
			findings.missing(testId, expected);
		}
		texts.stream().filter(right.negate()).forEach((text) -> findings.wrong(testId, expected, text));
	}

}
