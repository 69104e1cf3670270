package dev.requeststate.spring.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.http.HttpHeaders;

/**
 * What headers say about whether a response may be used again.
 */
final class CachingHeaders {

	// Bodies that come bit by bit, for as long as the server likes.
	private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson", "application/ndjson",
			"application/stream+json", "multipart/x-mixed-replace");

	private CachingHeaders() {
	}

	/**
	 * Whether a request wants a response of its own.
	 */
	static boolean asksForFresh(HttpHeaders request) {
		return tokens(request, HttpHeaders.CACHE_CONTROL)
			.anyMatch((directive) -> directive.equals("no-store") || directive.startsWith("no-cache"))
				|| tokens(request, HttpHeaders.PRAGMA).anyMatch("no-cache"::equals);
	}

	/**
	 * Whether a successful response may be given to an identical request.
	 */
	static boolean allowKeeping(HttpHeaders response) {
		return tokens(response, HttpHeaders.CACHE_CONTROL).noneMatch("no-store"::equals)
				&& tokens(response, HttpHeaders.VARY)
					.noneMatch((name) -> name.equals("*") || FetchKey.NOT_COMPARED.contains(name))
				&& !response.containsHeader(HttpHeaders.SET_COOKIE) && tokens(response, HttpHeaders.CONTENT_TYPE)
					.noneMatch((type) -> STREAMS.contains(type.split(";", 2)[0].trim()));
	}

	private static Stream<String> tokens(HttpHeaders headers, String name) {
		return headers.getOrEmpty(name)
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map((token) -> token.trim().toLowerCase(Locale.ROOT));
	}

}
