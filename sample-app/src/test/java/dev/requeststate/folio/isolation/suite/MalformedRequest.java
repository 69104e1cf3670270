package dev.requeststate.folio.isolation.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for the isolation page that has one thing wrong with it.
 *
 * @param name what is wrong
 * @param target path and query, escaped
 * @param headers the request headers
 */
record MalformedRequest(String name, String target, Map<String, String> headers) {

	private static final String PATH = "/isolation/";

	/**
	 * Returns one request for each thing that can be wrong.
	 * @param token a token that has nothing wrong with it
	 * @param other another such token
	 */
	static List<MalformedRequest> all(String token, String other) {
		return List.of(path(token, "a short token", "rq-0123456789abcde"),
				path(token, "a long token", "rq-0123456789abcdef0"),
				path(token, "a token in capitals", "rq-0123456789ABCDEF"),
				path(token, "a token of other letters", "rq-ghijklmnopqrstuv"),
				path(token, "a token without its prefix", "0123456789abcdef"),
				path(token, "markup as token", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
				query(token, "another token in the query", "q=" + other),
				query(token, "an empty token in the query", "q="), query(token, "no sections at all", "sections=0"),
				query(token, "too many sections", "sections=17"), query(token, "fewer than no sections", "sections=-1"),
				query(token, "sections that are no number", "sections=%3Cb%3Efour%3C%2Fb%3E"),
				query(token, "more sections than a number holds", "sections=99999999999"),
				query(token, "a negative delay", "delay=-1"), query(token, "too long a delay", "delay=501"),
				query(token, "a delay that is no number", "delay=soon"),
				query(token, "an unknown mode", "mode=sideways"),
				header(token, "another token in the header", "X-Request-Token", other),
				header(token, "markup in the header", "X-Request-Token", "<script>alert(1)</script>"),
				header(token, "another token in the cookie", "Cookie", "token=" + other),
				header(token, "no token in the cookie", "Cookie", "theme=plain"));
	}

	private static MalformedRequest path(String token, String name, String bad) {
		return new MalformedRequest(name, PATH + bad + "?q=" + bad + "&mode=plain&sections=4&delay=0", headers(token));
	}

	private static MalformedRequest query(String token, String name, String bad) {
		Map<String, String> query = new LinkedHashMap<>();
		query.put("q", "q=" + token);
		query.put("mode", "mode=plain");
		query.put("sections", "sections=4");
		query.put("delay", "delay=0");
		query.put(bad.split("=")[0], bad);
		return new MalformedRequest(name, PATH + token + "?" + String.join("&", query.values()), headers(token));
	}

	private static MalformedRequest header(String token, String name, String header, String bad) {
		Map<String, String> headers = headers(token);
		headers.put(header, bad);
		return new MalformedRequest(name, PATH + token + "?q=" + token + "&mode=plain&sections=4&delay=0", headers);
	}

	private static Map<String, String> headers(String token) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-Request-Token", token);
		headers.put("Cookie", "token=" + token);
		headers.put("Accept", "text/html");
		return headers;
	}

}
