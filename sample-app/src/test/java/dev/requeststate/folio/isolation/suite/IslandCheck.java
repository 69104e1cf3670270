package dev.requeststate.folio.isolation.suite;

import java.util.List;

import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Expects the JSON object {@code request-state} in the page to say of every field what
 * the page says, and of every step of the request, the sections among them, that it found
 * the same context and session there. A field is named as its {@code data-testid} or the
 * same in camel case.
 */
final class IslandCheck implements AnswerCheck {

	private static final List<String> FIELDS = List.of("router-pathname", "router-params", "router-query",
			"header-token", "cookie-token", "locale", "counter", "context-id", "session-id", "sections");

	static final String ISLAND = "script[type=application/json]#request-state";

	private final JsonMapper json = new JsonMapper();

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		List<Element> islands = page.select(ISLAND);
		if (islands.isEmpty()) {
			findings.missing("script request-state", "a JSON object");
			return;
		}
		if (islands.size() > 1) {
			findings.wrong("script request-state", "one of it", islands.size() + " of it");
		}
		try {
			JsonNode island = this.json.readTree(islands.get(0).data());
			compare(page, island, findings);
			steps(request, page, "context-id", island, findings);
			steps(request, page, "session-id", island, findings);
		}
		catch (JacksonException ex) {
			findings.add(ViolationKind.BROKEN_ISLAND, "script request-state", "a JSON object", ex.getOriginalMessage());
		}
	}

	private void compare(Page page, JsonNode island, Findings findings) {
		for (String field : FIELDS) {
			JsonNode value = value(island, field);
			List<String> shown = page.field(field);
			if (value.isMissingNode()) {
				findings.missing(field + " in script request-state", String.join(", ", shown));
			}
			else if (!shown.isEmpty() && !shown.contains(text(value))) {
				findings.wrong(field + " in script request-state", shown.get(0), text(value));
			}
		}
	}

	private void steps(IsolationRequest request, Page page, String id, JsonNode island, Findings findings) {
		List<String> shown = page.field(id);
		List<JsonNode> steps = island.path("trail").findValues(camelCase(id));
		if (request.mode().isWholePage() && steps.size() < request.sections()) {
			findings.missing(id + " of each step in script request-state", request.sections() + " of it at least");
		}
		for (JsonNode step : steps) {
			if (!shown.contains(text(step))) {
				findings.add(ViolationKind.TORN_PAGE, id + " of a step in script request-state",
						String.join(", ", shown), text(step));
			}
		}
	}

	private JsonNode value(JsonNode island, String field) {
		JsonNode value = island.path(field);
		return value.isMissingNode() ? island.path(camelCase(field)) : value;
	}

	private String text(JsonNode value) {
		return value.isValueNode() ? value.asString() : value.toString();
	}

	private String camelCase(String field) {
		StringBuilder name = new StringBuilder();
		for (String word : field.split("-")) {
			name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
		}
		return name.toString();
	}

}
