package dev.requeststate.spring.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.requeststate.fuzz.Finding;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

/**
 * What is promised of responses that one request shares: none is that says
 * {@code no-store} or sets a cookie, and none that was asked for with other headers.
 */
final class FetchChecks {

	private static final Pattern NO_STORE = Pattern.compile("(^|.*,)\\s*no-store\\s*(,.*|$)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");

	private static final Set<String> OF_TRACING = Set.of("traceparent", "tracestate", "b3", "x-b3-flags",
			"x-b3-parentspanid", "x-b3-sampled", "x-b3-spanid", "x-b3-traceid");

	private final Predicate<HttpHeaders> allowKeeping;

	FetchChecks(Predicate<HttpHeaders> allowKeeping) {
		this.allowKeeping = allowKeeping;
	}

	/**
	 * Check one case.
	 * @param text the headers of a response, or of two requests, one in each line, with
	 * an empty line between the two
	 */
	void verify(String text) {
		String[] blocks = text.split("\n\n", 2);
		HttpHeaders headers = headers(blocks[0]);
		if (this.allowKeeping.test(headers)) {
			for (String value : headers.getOrEmpty(HttpHeaders.CACHE_CONTROL)) {
				Finding.unless(!NO_STORE.matcher(value).matches(), "What says 'no-store' is not kept", value);
			}
			Finding.unless(!headers.containsHeader(HttpHeaders.SET_COOKIE), "What sets a cookie is not kept", text);
		}
		if (blocks.length > 1) {
			verifyKeys(headers, headers(blocks[1]));
		}
	}

	private static void verifyKeys(HttpHeaders first, HttpHeaders second) {
		boolean equal = compared(first).equals(compared(second));
		Finding.unless(key(first).equals(key(second)) == equal, "Requests with other headers are others", first,
				second);
	}

	private static FetchKey key(HttpHeaders headers) {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, URI.create("http://127.0.0.1/a"));
		request.getHeaders().addAll(headers);
		return FetchKey.of(request);
	}

	private static Map<String, List<String>> compared(HttpHeaders headers) {
		Map<String, List<String>> compared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, values) -> {
			if (!OF_TRACING.contains(name.toLowerCase(Locale.ROOT))) {
				compared.put(name, values);
			}
		});
		return compared;
	}

	private static HttpHeaders headers(String text) {
		HttpHeaders headers = new HttpHeaders();
		for (String line : text.split("\n")) {
			int colon = line.indexOf(':');
			// A name is a token, or the request is not sent at all.
			if (colon > 0 && NAME.matcher(line.substring(0, colon)).matches()) {
				headers.add(line.substring(0, colon), line.substring(colon + 1));
			}
		}
		return headers;
	}

}
