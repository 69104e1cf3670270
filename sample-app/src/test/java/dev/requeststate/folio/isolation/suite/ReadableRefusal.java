package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * Says what keeps an answer from being a refusal that a person can read: status 400, an
 * HTML page with a title and a sentence, nothing of the program's inside, and none of the
 * request's markup taken for markup.
 */
final class ReadableRefusal {

	private static final int SENTENCE = 20;

	/**
	 * Returns what is wrong with the answer, nothing when it is a readable refusal.
	 */
	List<String> objections(Answer answer) {
		Page page = new Page(answer);
		List<String> objections = new ArrayList<>();
		expect(answer.status() == 400, "status " + answer.status(), objections);
		expect(answer.header("Content-Type").stream().anyMatch((type) -> type.startsWith("text/html")),
				"content type " + answer.header("Content-Type"), objections);
		expect(page.inHead("title").size() == 1 && !page.inHead("title").get(0).text().isBlank(), "no title",
				objections);
		expect(page.visibleText().length() >= SENTENCE, "no text to read", objections);
		expect(!answer.body().contains("Whitelabel"), "the default error page", objections);
		expect(!answer.body().contains("\tat ") && !answer.body().contains("Exception:"), "a stack trace", objections);
		expect(!answer.body().contains("<script>alert") && !answer.body().contains("<b>four"), "markup of the request",
				objections);
		return objections;
	}

	private void expect(boolean right, String objection, List<String> objections) {
		if (!right) {
			objections.add(objection);
		}
	}

}
