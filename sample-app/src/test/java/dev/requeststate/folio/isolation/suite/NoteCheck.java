package dev.requeststate.folio.isolation.suite;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Expects that the task after the response has run, where the mode has one, and has found
 * the request that gave it away: the same token in every place, the same context.
 */
final class NoteCheck implements AnswerCheck {

	private static final String WHERE = " in the note after the response";

	private final JsonMapper json = new JsonMapper();

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		if (request.mode() != IsolationMode.AFTER) {
			return;
		}
		String text = page.answer().note();
		if (text.isEmpty()) {
			findings.add(ViolationKind.NEVER_RAN, "the task after the response", "a note of " + request.token(),
					"nothing");
			return;
		}
		try {
			JsonNode note = this.json.readTree(text);
			equal(note, "token", List.of(request.token()), findings);
			equal(note, "headerToken", List.of(request.token()), findings);
			equal(note, "cookieToken", List.of(request.token()), findings);
			equal(note, "routerPathname", List.of(request.path()), findings);
			equal(note, "routerQuery", List.of(request.query()), findings);
			equal(note, "locale", List.of(request.language()), findings);
			equal(note, "counter", List.of(Integer.toString(request.sections())), findings);
			equal(note, "contextId", page.field("context-id"), findings);
			equal(note, "sessionId", page.field("session-id"), findings);
		}
		catch (JacksonException ex) {
			findings.add(ViolationKind.BROKEN_ISLAND, "the note after the response", "a JSON object",
					ex.getOriginalMessage());
		}
	}

	private void equal(JsonNode note, String field, List<String> expected, Findings findings) {
		JsonNode value = note.path(field);
		if (value.isMissingNode()) {
			findings.missing(field + WHERE, expected.toString());
		}
		else if (!expected.contains(value.asString())) {
			findings.wrong(field + WHERE, expected.toString(), value.asString());
		}
	}

}
