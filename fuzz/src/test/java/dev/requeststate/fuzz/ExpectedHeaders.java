package dev.requeststate.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.servlet.http.Cookie;

/**
 * The headers that a response has to have: those that were taken, in their order, each in
 * a line of its own, and no other.
 */
final class ExpectedHeaders implements HeaderSink {

	private static final String SET_COOKIE = "set-cookie";

	private final Map<String, List<Object>> values = new LinkedHashMap<>();

	@Override
	public void set(String name, String value) {
		this.values.remove(lowerCase(name));
		add(name, value);
	}

	@Override
	public void add(String name, String value) {
		values(name).add(trimmed(value));
	}

	@Override
	public void addCookie(Cookie cookie) {
		values(SET_COOKIE).add(cookie);
	}

	private List<Object> values(String name) {
		return this.values.computeIfAbsent(lowerCase(name), (none) -> new ArrayList<>());
	}

	private static String lowerCase(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	// The spaces around a value are not part of it (RFC 9110, section 5.5).
	private static String trimmed(String value) {
		return value.replaceAll("^[ \\t]+|[ \\t]+$", "");
	}

	/**
	 * Check the response.
	 * @param refused the names of cookies that the container did not want all of, which
	 * are passed over
	 */
	void verify(WireResponse response, Set<String> refused) {
		this.values.getOrDefault(SET_COOKIE, new ArrayList<>())
			.removeIf((value) -> value instanceof Cookie cookie && refused.contains(cookie.getName()));
		this.values.forEach((name, expected) -> {
			List<String> lines = response.values(name)
				.stream()
				.filter((line) -> !name.equals(SET_COOKIE) || !refused.contains(line.split("=", 2)[0]))
				.toList();
			Finding.unless(lines.size() == expected.size(), "One header that is set is one line", name,
					described(expected), lines);
			for (int i = 0; i < lines.size(); i++) {
				verify(name, expected.get(i), lines.get(i));
			}
		});
		for (WireResponse.Header header : response.headers()) {
			Finding.unless(
					ResponseScript.isOfTheContainer(header.name()) || this.values.containsKey(lowerCase(header.name())),
					"There is no header that nobody has set", header);
		}
	}

	private static List<String> described(List<Object> values) {
		return values.stream()
			.map((value) -> (value instanceof Cookie cookie) ? cookie.getName() + "=" + cookie.getValue()
					: value.toString())
			.toList();
	}

	private static void verify(String name, Object expected, String line) {
		if (expected instanceof Cookie cookie) {
			verify(cookie, line);
		}
		else {
			Finding.unless(expected.equals(line), "A value is read as it was set", name, expected, line);
		}
	}

	private static void verify(Cookie cookie, String line) {
		String[] parts = line.split(";", -1);
		Finding.unless(parts[0].equals(cookie.getName() + "=" + cookie.getValue()),
				"A cookie has the value that it was given", cookie.getName(), cookie.getValue(), line);
		// Tomcat writes "PATH" once more as "Path", with the same value.
		List<String> attributes = Arrays.stream(parts)
			.skip(1)
			.map((part) -> part.trim().split("=", 2))
			.map((part) -> lowerCase(part[0]) + ((part.length > 1) ? "=" + part[1] : ""))
			.distinct()
			.map((part) -> part.split("=", 2)[0])
			.toList();
		Set<String> allowed = cookie.getAttributes()
			.keySet()
			.stream()
			.map(ExpectedHeaders::lowerCase)
			.collect(Collectors.toCollection(TreeSet::new));
		if (allowed.contains("max-age")) {
			allowed.add("expires");
		}
		Finding.unless(allowed.containsAll(attributes) && attributes.size() == Set.copyOf(attributes).size(),
				"A cookie has the attributes that it was given and no other", allowed, line);
	}

}
