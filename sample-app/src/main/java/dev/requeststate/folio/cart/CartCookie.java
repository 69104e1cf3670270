package dev.requeststate.folio.cart;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

/**
 * The cart between two requests, as {@code momo:2~dune:1}.
 */
final class CartCookie {

	static final String NAME = "cart";

	private static final Pattern LINE = Pattern.compile("([a-z0-9-]{1,80}):([0-9]{1,2})");

	private static final Duration KEPT = Duration.ofDays(30);

	private CartCookie() {
	}

	/**
	 * Read the lines. What is not written as a line is left out: a cookie is whatever
	 * somebody sent.
	 */
	static Map<String, Integer> read(@Nullable String value) {
		Map<String, Integer> lines = new LinkedHashMap<>();
		if (value != null) {
			Matcher matcher = LINE.matcher("");
			for (String line : value.split("~")) {
				if (matcher.reset(line).matches()) {
					lines.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
				}
			}
		}
		return lines;
	}

	/**
	 * Write the lines.
	 * @param lines how many of each book
	 * @param secure whether the browser is to send it over TLS alone
	 */
	static Cookie write(Map<String, Integer> lines, boolean secure) {
		Cookie cookie = new Cookie(NAME,
				lines.entrySet()
					.stream()
					.map((line) -> line.getKey() + ':' + line.getValue())
					.collect(Collectors.joining("~")));
		cookie.setPath("/");
		cookie.setHttpOnly(true);
		cookie.setSecure(secure);
		cookie.setAttribute("SameSite", "Lax");
		cookie.setMaxAge(lines.isEmpty() ? 0 : (int) KEPT.toSeconds());
		return cookie;
	}

}
