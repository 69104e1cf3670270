package dev.requeststate.folio.isolation.suite;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request for the isolation page, which carries its token in the path, the query, a
 * header and a cookie.
 *
 * @param page the path before the token, with its slash
 * @param token {@code rq-} and 16 hex digits
 * @param mode how the page is to be answered
 * @param sections how many sections it is to have, 1 to 16
 * @param delay milliseconds to be spent inside it, 0 to 500
 * @param language the {@code Accept-Language}
 */
record IsolationRequest(String page, String token, IsolationMode mode, int sections, int delay, String language) {

	static final String PAGE = "/isolation/";

	static final String LEAKY_PAGE = "/isolation/leaky/";

	static final String STALE_PAGE = "/isolation/stale/";

	static final String UNCLOSED_PAGE = "/isolation/unclosed/";

	/**
	 * The same request, to be answered in another way.
	 */
	IsolationRequest with(IsolationMode mode) {
		return new IsolationRequest(this.page, this.token, mode, this.sections, this.delay, this.language);
	}

	String path() {
		return this.page + this.token;
	}

	String query() {
		return "q=" + this.token + "&mode=" + this.mode.parameter() + "&sections=" + this.sections + "&delay="
				+ this.delay;
	}

	String target() {
		return path() + "?" + query();
	}

	Map<String, String> headers() {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-Request-Token", this.token);
		headers.put("Cookie", "token=" + this.token);
		headers.put("Accept-Language", this.language);
		headers.put("Accept", "text/html");
		return headers;
	}

	/**
	 * The request as a reader would type it, for a report.
	 */
	String describe() {
		StringBuilder text = new StringBuilder("GET ").append(target());
		headers().forEach((name, value) -> text.append("\n    ").append(name).append(": ").append(value));
		return text.toString();
	}

}
