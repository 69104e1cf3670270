package dev.requeststate.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.Cookie;

/**
 * What a case does to its response: steps, separated by {@code ¶}, of words, separated by
 * {@code ¦}. These two are the only characters of a header that no case has.
 * <p>
 * {@code set}, {@code add} and {@code cookie} are for headers, from another thread with a
 * {@code ~} in front; {@code flush} commits; {@code error} goes on with the error page,
 * which does the rest; {@code redirect} ends it. What is none of these is left out.
 */
final class ResponseScript {

	// What a container has its own mind about.
	private static final Set<String> OF_THE_CONTAINER = Set.of("cache-control", "connection", "content-encoding",
			"content-language", "content-length", "content-type", "date", "expires", "keep-alive", "location", "server",
			"trailer", "transfer-encoding", "upgrade");

	private final Deque<Step> steps = new ArrayDeque<>();

	private ResponseScript() {
	}

	static ResponseScript of(String text) {
		ResponseScript script = new ResponseScript();
		for (String step : text.split("¶")) {
			boolean elsewhere = step.startsWith("~");
			String[] words = (elsewhere ? step.substring(1) : step).split("¦", -1);
			if (words.length < 2 || !OF_THE_CONTAINER.contains(words[1].toLowerCase(Locale.ROOT))) {
				script.steps.add(new Step(words[0], elsewhere, List.of(words).subList(1, words.length)));
			}
		}
		return script;
	}

	static boolean isOfTheContainer(String header) {
		return OF_THE_CONTAINER.contains(header.toLowerCase(Locale.ROOT));
	}

	Deque<Step> steps() {
		return this.steps;
	}

	/**
	 * One thing to do.
	 *
	 * @param verb what
	 * @param elsewhere whether on another thread
	 * @param words with what
	 */
	record Step(String verb, boolean elsewhere, List<String> words) {

		String word(int index) {
			return (index < this.words.size()) ? this.words.get(index) : "";
		}

		/**
		 * Whether it is about a header.
		 */
		boolean isHeader() {
			return switch (this.verb) {
				case "set", "add", "cookie" -> true;
				default -> false;
			};
		}

		/**
		 * Whether the servlet API knows such a header: it refuses some cookies by itself.
		 */
		boolean isPossible() {
			try {
				return !this.verb.equals("cookie") || cookie().getName() != null;
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}

		/**
		 * Put the header into a sink.
		 */
		void into(HeaderSink sink) {
			switch (this.verb) {
				case "set" -> sink.set(word(0), word(1));
				case "add" -> sink.add(word(0), word(1));
				default -> sink.addCookie(cookie());
			}
		}

		// A name, a value, and names and values of attributes in turns.
		private Cookie cookie() {
			Cookie cookie = new Cookie(word(0), word(1));
			for (int i = 2; i + 1 < this.words.size(); i += 2) {
				cookie.setAttribute(this.words.get(i), this.words.get(i + 1));
			}
			return cookie;
		}

	}

}
