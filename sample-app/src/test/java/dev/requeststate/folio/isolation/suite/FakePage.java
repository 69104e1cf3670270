package dev.requeststate.folio.isolation.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The isolation page as the contract has it, written down by hand: what the oracle is
 * tested with.
 */
final class FakePage {

	private FakePage() {
	}

	/**
	 * Returns the right answer.
	 */
	static Answer answer(IsolationRequest request, String contextId, String sessionId) {
		return answer(request, contextId, sessionId, request.token());
	}

	/**
	 * Returns the answer with a head that may be another request's.
	 */
	static Answer answer(IsolationRequest request, String contextId, String sessionId, String headToken) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		headers.put("Content-Type", List.of("text/html;charset=UTF-8"));
		headers.put("X-Request-Token", List.of(request.token()));
		headers.put("Set-Cookie", List.of("theme=plain; Path=/", "seen=" + request.token() + "; Path=/; HttpOnly"));
		String document = """
				<!doctype html>
				<html><head>
				<title>Request %1$s</title>
				<meta name="request-token" content="%1$s">
				<link rel="canonical" href="http://localhost%2$s%1$s">
				</head><body>
				%3$s
				</body></html>
				""".formatted(headToken, request.page(), body(request, contextId, sessionId));
		Answer answer = new Answer(request.mode().status(), headers, document);
		return switch (request.mode()) {
			case SSE -> events(answer, request);
			case AFTER -> answer.withNote(note(request, contextId, sessionId));
			default -> answer;
		};
	}

	private static Answer events(Answer answer, IsolationRequest request) {
		Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
		headers.put("Content-Type", List.of("text/event-stream"));
		StringBuilder events = new StringBuilder();
		for (int i = 1; i <= request.sections(); i++) {
			events.append("event:section\ndata:<h2>%d</h2>\n\n".formatted(i));
		}
		String page = answer.body().lines().collect(Collectors.joining("\ndata:", "event:page\ndata:", "\n\n"));
		return new Answer(answer.status(), headers, events + page);
	}

	/**
	 * Returns what the task after the response has noted.
	 */
	static String note(IsolationRequest request, String contextId, String sessionId) {
		return """
				{"token":"%1$s","headerToken":"%1$s","cookieToken":"%1$s","routerPathname":"%2$s","routerQuery":"%3$s",\
				"locale":"%4$s","counter":%5$d,"contextId":"%6$s","sessionId":"%7$s"}""".formatted(request.token(),
				request.path(), request.query(), request.language(), request.sections(), contextId, sessionId);
	}

	private static String steps(IsolationRequest request, String contextId, String sessionId) {
		String thread = switch (request.mode()) {
			case SSE -> "task-1";
			case VIRTUAL -> (Runtime.version().feature() >= 21) ? "virtual" : "Thread-1";
			case FORKJOIN -> "forkjoin-1";
			case COMPLETABLE -> "futures-1";
			default -> "section-1";
		};
		return IntStream.rangeClosed(0, request.sections())
			.mapToObj((number) -> (number == 0) ? "end of the dispatch" : "section " + number)
			.map((place) -> "{\"contextId\":\"%s\",\"place\":\"%s\",\"thread\":\"%s\",\"sessionId\":\"%s\"}"
				.formatted(contextId, place, thread, sessionId))
			.collect(Collectors.joining(","));
	}

	private static String body(IsolationRequest request, String contextId, String sessionId) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("router-pathname", request.path());
		fields.put("router-params", "token=" + request.token());
		fields.put("router-query", request.query());
		fields.put("header-token", request.token());
		fields.put("cookie-token", request.token());
		fields.put("locale", request.language());
		fields.put("counter", Integer.toString(request.sections()));
		fields.put("context-id", contextId);
		fields.put("session-id", sessionId);
		fields.put("sections", Integer.toString(request.sections()));
		StringBuilder body = new StringBuilder("<h1>The state of this request</h1>\n");
		StringBuilder json = new StringBuilder();
		fields.forEach((name, value) -> {
			body.append("<p data-testid=\"%s\">%s</p>\n".formatted(name, value.replace("&", "&amp;")));
			json.append(json.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(name, value));
		});
		IntStream.rangeClosed(1, request.sections())
			.forEach((number) -> body.append("<h2>%d</h2>\n".formatted(number)));
		json.append(",\"trail\":[").append(steps(request, contextId, sessionId)).append(']');
		return body.append("<script type=\"application/json\" id=\"request-state\">{%s}</script>".formatted(json))
			.toString();
	}

}
