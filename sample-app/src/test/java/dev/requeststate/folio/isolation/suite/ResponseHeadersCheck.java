package dev.requeststate.folio.isolation.suite;

import java.util.List;

/**
 * Expects the token in the response header {@code X-Request-Token} and the cookie
 * {@code seen}, each exactly once, on error pages as well.
 */
final class ResponseHeadersCheck implements AnswerCheck {

	@Override
	public void check(IsolationRequest request, Page page, Findings findings) {
		only(request, "header X-Request-Token", page.answer().header("X-Request-Token"), findings);
		only(request, "cookie seen",
				page.answer()
					.header("Set-Cookie")
					.stream()
					.filter((cookie) -> cookie.startsWith("seen="))
					.map((cookie) -> cookie.substring("seen=".length()).split(";", 2)[0])
					.toList(),
				findings);
	}

	private void only(IsolationRequest request, String where, List<String> values, Findings findings) {
		if (values.isEmpty()) {
			findings.missing(where, request.token());
		}
		else if (!values.equals(List.of(request.token()))) {
			findings.wrong(where, request.token(), String.join(", ", values));
		}
	}

}
