package dev.requeststate.servlet;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that cost something to copy. Immutable.
 */
record RequestDetails(Map<String, List<String>> headers, Map<String, String> cookies, List<Locale> locales,
		String remoteAddress) {

	static RequestDetails copyOf(HttpServletRequest request) {
		return new RequestDetails(headers(request), cookies(request), locales(request), request.getRemoteAddr());
	}

	private static Map<String, List<String>> headers(HttpServletRequest request) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Enumeration<String> names = request.getHeaderNames();
		// The servlet API lets a container refuse its headers (getHeaderNames may be
		// null).
		while (names != null && names.hasMoreElements()) {
			String name = names.nextElement();
			List<String> values = Collections.list(request.getHeaders(name));
			// A filter in front may hide the values and leave the name.
			if (!values.isEmpty()) {
				headers.putIfAbsent(name, List.copyOf(values));
			}
		}
		return Collections.unmodifiableMap(headers);
	}

	private static Map<String, String> cookies(HttpServletRequest request) {
		Cookie[] sent = sentCookies(request);
		if (sent == null) {
			return Map.of();
		}
		Map<String, String> cookies = new LinkedHashMap<>();
		for (Cookie cookie : sent) {
			cookies.putIfAbsent(cookie.getName(), cookie.getValue());
		}
		return Collections.unmodifiableMap(cookies);
	}

	// What the container cannot read counts as not sent. Jetty throws for it, and whoever
	// asks for a header is not to blame for what another one says.
	private static Cookie @Nullable [] sentCookies(HttpServletRequest request) {
		try {
			return request.getCookies();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static List<Locale> locales(HttpServletRequest request) {
		try {
			return List.copyOf(Collections.list(request.getLocales()));
		}
		catch (RuntimeException ex) {
			return List.of(Locale.getDefault());
		}
	}

}
