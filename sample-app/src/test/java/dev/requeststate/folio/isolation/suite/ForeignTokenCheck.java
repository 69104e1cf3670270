package dev.requeststate.folio.isolation.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through the whole response, the names and values of the headers and the note
 * after it included, for a token that is not the request's own.
 */
final class ForeignTokenCheck implements AnswerCheck {

	private static final Pattern TOKEN = Pattern.compile("rq-[0-9a-f]{16}");

	private static final int EXCERPT = 80;

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		Answer answer = page.answer();
		answer.headers().forEach((name, values) -> {
			scan(request, name, "the name of header " + name, findings);
			values.forEach((value) -> scan(request, value, "header " + name, findings));
		});
		scan(request, answer.body(), "the body", findings);
		scan(request, answer.note(), "the note after the response", findings);
	}

	private void scan(IsolationRequest request, String text, String where, Findings findings) {
		Matcher matcher = TOKEN.matcher(text);
		while (matcher.find()) {
			if (!matcher.group().equals(request.token())) {
				findings.add(ViolationKind.FOREIGN_TOKEN, where + " at " + matcher.start(), request.token(),
						matcher.group() + " in \"" + excerpt(text, matcher) + "\"");
			}
		}
	}

	private String excerpt(String text, Matcher matcher) {
		int from = Math.max(0, matcher.start() - EXCERPT);
		int to = Math.min(text.length(), matcher.end() + EXCERPT);
		return text.substring(from, to).replaceAll("\\s+", " ");
	}

}
