package dev.requeststate.servlet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The values that a response had when headers began to be put in again: on Tomcat an
 * error page finds all of them in its response, on Jetty none.
 */
final class Leftovers {

	private final HttpServletResponse response;

	private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	Leftovers(HttpServletResponse response) {
		this.response = response;
	}

	/**
	 * Whether a value is there still. Of values that are equal either all are or none is:
	 * how many there are is not to be had, since Tomcat names each once.
	 */
	boolean has(String name, Predicate<String> wanted) {
		return this.values.computeIfAbsent(name, (key) -> List.copyOf(this.response.getHeaders(key)))
			.stream()
			.anyMatch(wanted);
	}

	/**
	 * A header was set: nothing is left of what it was before.
	 */
	void clear(String name) {
		this.values.put(name, List.of());
	}

}
