package dev.requeststate.folio.isolation.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Expects that every section was rendered on a thread of the kind that the mode is about,
 * and those that are sent as events after the end of the dispatch: a mode that went
 * another way would prove nothing.
 */
final class PlacesCheck implements AnswerCheck {

	private static final String DISPATCH_END = "end of the dispatch";

	private final JsonMapper json = new JsonMapper();

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		for (Element island : page.select(IslandCheck.ISLAND)) {
			try {
				steps(request, this.json.readTree(island.data()).path("trail"), findings);
			}
			catch (JacksonException ex) {
				findings.add(ViolationKind.BROKEN_ISLAND, "script request-state", "a JSON object",
						ex.getOriginalMessage());
			}
		}
	}

	private void steps(IsolationRequest request, JsonNode trail, Findings findings) {
		Pattern threads = request.mode().sectionThreads();
		List<String> places = new ArrayList<>();
		for (JsonNode step : trail) {
			String place = step.path("place").asString("");
			String thread = step.path("thread").asString("");
			places.add(place);
			if (place.startsWith("section ") && !threads.matcher(thread).matches()) {
				findings.add(ViolationKind.WRONG_PLACE, place, "a thread " + threads, "'" + thread + "'");
			}
		}
		if (request.mode() == IsolationMode.SSE && !isAfterTheDispatch(places)) {
			findings.add(ViolationKind.WRONG_PLACE, "the sections", "all after the " + DISPATCH_END,
					String.join(", ", places));
		}
	}

	private boolean isAfterTheDispatch(List<String> places) {
		int end = places.indexOf(DISPATCH_END);
		return end >= 0 && places.subList(0, end).stream().noneMatch((place) -> place.startsWith("section "));
	}

}
