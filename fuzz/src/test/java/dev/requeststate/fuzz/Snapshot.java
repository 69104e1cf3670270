package dev.requeststate.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.requeststate.servlet.RequestInfo;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request says, written down, so that two can be compared.
 *
 * @param line method, path and query
 * @param headers all headers
 * @param first the first value of each header, asked for by its name
 * @param cookies the first cookie of each name
 * @param locales the locales, the preferred one first
 * @param address where it comes from
 */
record Snapshot(String line, Map<String, List<String>> headers, Map<String, @Nullable String> first,
		Map<String, String> cookies, List<Locale> locales, String address) {

	/**
	 * As the library says.
	 */
	static Snapshot of(RequestInfo info) {
		Map<String, @Nullable String> first = new TreeMap<>();
		info.headers().keySet().forEach((name) -> first.put(name.toLowerCase(Locale.ROOT), info.header(upper(name))));
		return new Snapshot(info.method() + ' ' + info.path() + '?' + info.query(), info.headers(), first,
				info.cookies(), info.locales(), info.remoteAddress());
	}

	/**
	 * As the container says.
	 */
	static Snapshot of(HttpServletRequest request) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		Map<String, @Nullable String> first = new TreeMap<>();
		for (String name : Collections.list(request.getHeaderNames())) {
			headers.putIfAbsent(name, Collections.list(request.getHeaders(name)));
			first.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
		}
		Map<String, String> cookies = new LinkedHashMap<>();
		for (Cookie cookie : cookies(request)) {
			cookies.putIfAbsent(cookie.getName(), cookie.getValue());
		}
		return new Snapshot(request.getMethod() + ' ' + request.getRequestURI() + '?' + request.getQueryString(),
				headers, first, cookies, locales(request), request.getRemoteAddr());
	}

	// What the container refuses to read is as if it were not there.
	private static Cookie[] cookies(HttpServletRequest request) {
		try {
			Cookie[] sent = request.getCookies();
			return (sent != null) ? sent : new Cookie[0];
		}
		catch (RuntimeException ex) {
			return new Cookie[0];
		}
	}

	private static List<Locale> locales(HttpServletRequest request) {
		try {
			return new ArrayList<>(Collections.list(request.getLocales()));
		}
		catch (RuntimeException ex) {
			return List.of(Locale.getDefault());
		}
	}

	// In another spelling than it was sent in.
	private static String upper(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

}
