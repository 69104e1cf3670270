package dev.requeststate.spring.client;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.http.HttpRequest;

/**
 * What makes two GETs of one client the same. A header that differs may make the response
 * differ, whether that says so or not; only those of tracing are new for each call and
 * left out.
 *
 * @param uri where it goes
 * @param headers its headers by name in lower case
 * @param attributes its attributes, which a request factory may look at
 */
record FetchKey(URI uri, Map<String, List<String>> headers, Map<String, Object> attributes) {

	/**
	 * Names of headers that are not compared, in lower case.
	 */
	static final Set<String> NOT_COMPARED = Set.of("traceparent", "tracestate", "b3", "x-b3-traceid", "x-b3-spanid",
			"x-b3-parentspanid", "x-b3-sampled", "x-b3-flags");

	static FetchKey of(HttpRequest request) {
		Map<String, List<String>> headers = new HashMap<>();
		request.getHeaders().forEach((name, values) -> {
			String lowerCase = name.toLowerCase(Locale.ROOT);
			if (!NOT_COMPARED.contains(lowerCase)) {
				headers.put(lowerCase, List.copyOf(values));
			}
		});
		return new FetchKey(request.getURI(), headers, new HashMap<>(request.getAttributes()));
	}

	/**
	 * Scheme, host and port, in one spelling.
	 */
	static String origin(URI uri) {
		String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
		String host = Objects.requireNonNullElse(uri.getHost(), String.valueOf(uri.getRawAuthority()))
			.toLowerCase(Locale.ROOT);
		int port = uri.getPort();
		if (port == -1) {
			port = "https".equals(scheme) ? 443 : 80;
		}
		return scheme + "://" + host + ":" + port;
	}

}
