package dev.requeststate.folio.isolation.suite;

import java.util.List;

/**
 * Expects of an answer that is to come as events an event for each section, before the
 * page and with just what stands on the page; and of every other answer that it is none.
 */
final class EventsCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		boolean expected = request.mode() == IsolationMode.SSE;
		if (page.answer().isEventStream() != expected) {
			findings.wrong("header Content-Type", expected ? "text/event-stream" : "text/html",
					String.join(", ", page.answer().header("Content-Type")));
		}
		else if (expected) {
			events(request, page, EventStream.read(page.answer().body()), findings);
		}
	}

	private void events(IsolationRequest request, Page page, EventStream stream, Findings findings) {
		List<EventStream.Event> sections = stream.named("section");
		List<EventStream.Event> before = stream.events()
			.subList(0, Math.min(request.sections(), stream.events().size()));
		if (!before.equals(sections) || sections.size() != request.sections()) {
			findings.missing("the events", request.sections() + " sections, and then the page");
		}
		sections.stream()
			.filter((section) -> section.data().isEmpty() || !page.html().contains(section.data()))
			.forEach((section) -> findings.wrong("an event", "a section of the page", section.data()));
	}

}
