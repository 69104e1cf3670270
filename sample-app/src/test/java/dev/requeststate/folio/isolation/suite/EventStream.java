package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A body of type {@code text/event-stream} that was read to its end.
 *
 * @param events its events
 */
record EventStream(List<Event> events) {

	/**
	 * Reads what the server has sent. An event that has no end was cut off and is left
	 * out, as a browser does.
	 */
	static EventStream read(String body) {
		int end = body.lastIndexOf("\n\n");
		return new EventStream((end < 0) ? List.of()
				: Stream.of(body.substring(0, end).split("\n\n")).map(EventStream::event).toList());
	}

	private static Event event(String text) {
		return new Event(field(text, "event:"), field(text, "data:"));
	}

	private static String field(String text, String name) {
		return text.lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.substring(name.length()))
			.collect(Collectors.joining("\n"));
	}

	List<Event> named(String name) {
		return this.events.stream().filter((event) -> event.name().equals(name)).toList();
	}

	/**
	 * Returns what the events of that name say, one after the other.
	 */
	String data(String name) {
		return named(name).stream().map(Event::data).collect(Collectors.joining());
	}

	/**
	 * One event.
	 *
	 * @param name what kind of event it is
	 * @param data what it says
	 */
	record Event(String name, String data) {
	}

}
