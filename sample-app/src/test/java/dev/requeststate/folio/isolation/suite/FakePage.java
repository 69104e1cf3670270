package dev.requeststate.folio.isolation.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
		return new Answer(request.mode().status(), headers, """
				<!doctype html>
				<html><head>
				<title>Request %1$s</title>
				<meta name="request-token" content="%1$s">
				<link rel="canonical" href="http://localhost%2$s%1$s">
				</head><body>
				%3$s
				</body></html>
				""".formatted(headToken, request.page(), body(request, contextId, sessionId)));
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
		String step = "{\"contextId\":\"%s\",\"sessionId\":\"%s\"}".formatted(contextId, sessionId);
		json.append(",\"trail\":[").append(String.join(",", Collections.nCopies(request.sections(), step))).append(']');
		return body.append("<script type=\"application/json\" id=\"request-state\">{%s}</script>".formatted(json))
			.toString();
	}

}
