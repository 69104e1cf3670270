package dev.requeststate.folio.page;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.requeststate.RequestState;
import dev.requeststate.servlet.RequestInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Where the reader is, as the components of a page see it: always the address that was
 * asked for, also on a forward or an error page.
 */
@RequestState
@Component
public class Router {

	private final String pathname;

	private final String query;

	private final Map<String, String> parameters;

	Router() {
		RequestInfo request = RequestInfo.current();
		this.pathname = request.path();
		this.query = StringUtils.hasText(request.query()) ? request.query() : "";
		this.parameters = parse(this.query);
	}

	/**
	 * The path that was asked for.
	 */
	public String pathname() {
		return this.pathname;
	}

	/**
	 * Whether the reader is at this path or below it.
	 */
	public boolean isWithin(String path) {
		return this.pathname.equals(path) || this.pathname.startsWith(path + '/');
	}

	/**
	 * The variable parts of the path by name, empty until a handler was found.
	 */
	public Map<String, String> params() {
		return RequestInfo.current().pathVariables();
	}

	/**
	 * The query as it was sent, without its question mark; empty if there was none.
	 */
	public String query() {
		return this.query;
	}

	/**
	 * The first value of a query parameter, decoded; null if it was not sent.
	 */
	public @Nullable String query(String name) {
		return this.parameters.get(name);
	}

	/**
	 * This address with one query parameter replaced.
	 * @param name the name of the parameter
	 * @param value its new value
	 */
	public String with(String name, Object value) {
		Map<String, String> changed = new LinkedHashMap<>(this.parameters);
		changed.put(name, value.toString());
		return changed.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isEmpty())
			.map((entry) -> encode(entry.getKey()) + '=' + encode(entry.getValue()))
			.collect(Collectors.joining("&", this.pathname + '?', ""));
	}

	private static Map<String, String> parse(String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String parameter : StringUtils.tokenizeToStringArray(query, "&")) {
			int equals = parameter.indexOf('=');
			String name = (equals < 0) ? parameter : parameter.substring(0, equals);
			parameters.putIfAbsent(decode(name), (equals < 0) ? "" : decode(parameter.substring(equals + 1)));
		}
		return parameters;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// A stray percent sign is only text.
			return text;
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
