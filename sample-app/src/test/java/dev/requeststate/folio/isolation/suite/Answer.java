package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.Map;

/**
 * Everything that came back for one request.
 *
 * @param status the status code
 * @param headers every header with all its values, by name as received
 * @param body the body as text
 * @param note what the task after the response has noted, empty where there is none
 */
record Answer(int status, Map<String, List<String>> headers, String body, String note) {

	Answer(int status, Map<String, List<String>> headers, String body) {
		this(status, headers, body, "");
	}

	Answer withNote(String note) {
		return new Answer(this.status, this.headers, this.body, note);
	}

	/**
	 * Whether the body is a stream of events.
	 */
	boolean isEventStream() {
		return header("Content-Type").stream().anyMatch((type) -> type.startsWith("text/event-stream"));
	}

	/**
	 * Returns the values of a header, none when it was not sent.
	 */
	List<String> header(String name) {
		return this.headers.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.flatMap((header) -> header.getValue().stream())
			.toList();
	}

	/**
	 * The whole response as text, for keeping.
	 */
	String describe() {
		StringBuilder text = new StringBuilder("HTTP/1.1 ").append(this.status).append('\n');
		this.headers.forEach(
				(name, values) -> values.forEach((value) -> text.append(name).append(": ").append(value).append('\n')));
		return text.append('\n')
			.append(this.body)
			.append(this.note.isEmpty() ? "" : "\n\nAfter the response: " + this.note)
			.toString();
	}

}
