package dev.requeststate.servlet;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.requeststate.fuzz.Finding;

/**
 * What is promised of the parameters of a query: nobody can send one that is an error,
 * each is decoded as a second reading of the rules says, and what is encoded comes back.
 */
final class QueryChecks {

	private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})|\\+");

	private final Function<String, Map<String, List<String>>> parser;

	QueryChecks(Function<String, Map<String, List<String>>> parser) {
		this.parser = parser;
	}

	void verify(String query) {
		Map<String, List<String>> parsed = this.parser.apply(query);
		Finding.unless(parsed.equals(expected(query)), "A query is decoded by the rules", query, parsed);
		Finding.unless(new ArrayList<>(parsed.keySet()).equals(new ArrayList<>(expected(query).keySet())),
				"Names are in the order in which they were sent", query, parsed.keySet());
		verifyRoundTrip(query);
	}

	private static Map<String, List<String>> expected(String query) {
		Map<String, List<String>> expected = new LinkedHashMap<>();
		for (String pair : query.split("&")) {
			String[] parts = pair.split("=", 2);
			if (!pair.isEmpty()) {
				expected.computeIfAbsent(decoded(parts[0]), (name) -> new ArrayList<>())
					.add((parts.length > 1) ? decoded(parts[1]) : "");
			}
		}
		return expected;
	}

	// Each byte as one character, so that an expression can look for escapes in them.
	private static String decoded(String text) {
		String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		String decoded = ESCAPE.matcher(bytes)
			.replaceAll((escape) -> (escape.group(1) == null) ? " " : literally(Integer.parseInt(escape.group(1), 16)));
		return new String(decoded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	private static String literally(int character) {
		String literal = String.valueOf((char) character);
		return (character == '$' || character == '\\') ? "\\" + literal : literal;
	}

	private void verifyRoundTrip(String text) {
		// What is no character cannot be sent.
		String clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		Map<String, List<String>> parameters = Map.of(clean, List.of(clean, ""));
		String query = parameters.get(clean)
			.stream()
			.map((value) -> encoded(clean) + '=' + encoded(value))
			.collect(Collectors.joining("&"));
		Finding.unless(this.parser.apply(query).equals(parameters), "What is encoded comes back", clean, query);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
