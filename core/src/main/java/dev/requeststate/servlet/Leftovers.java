package dev.requeststate.servlet;

import java.util.ArrayList;
import java.util.Iterator;
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
	 * Take one value out. Each counts once, so that a value that was added twice is
	 * missed twice.
	 * @return whether there was one
	 */
	boolean take(String name, Predicate<String> wanted) {
		Iterator<String> left = this.values
			.computeIfAbsent(name, (key) -> new ArrayList<>(this.response.getHeaders(key)))
			.iterator();
		while (left.hasNext()) {
			if (wanted.test(left.next())) {
				left.remove();
				return true;
			}
		}
		return false;
	}

	/**
	 * A header was set: nothing is left of what it was before.
	 */
	void clear(String name) {
		this.values.put(name, new ArrayList<>());
	}

}
