package dev.requeststate.servlet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters out of a query: pairs between {@code &}, decoded as a form sends
 * them. What is malformed is no error, since anybody can send it.
 */
final class QueryParameters {

	private static final int HEX = 16;

	private static final int ESCAPE_LENGTH = 3;

	private QueryParameters() {
	}

	/**
	 * Returns the values of each name in the order they were sent. Immutable.
	 * @param query the query, still encoded, or null if there was none
	 */
	static Map<String, List<String>> of(@Nullable String query) {
		if (query == null || query.isEmpty()) {
			return Map.of();
		}
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		for (String pair : query.split("&")) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = decode((equals < 0) ? pair : pair.substring(0, equals));
				String value = (equals < 0) ? "" : decode(pair.substring(equals + 1));
				parameters.computeIfAbsent(name, (none) -> new ArrayList<>(1)).add(value);
			}
		}
		parameters.replaceAll((name, values) -> List.copyOf(values));
		return Collections.unmodifiableMap(parameters);
	}

	private static String decode(String text) {
		if (text.indexOf('%') < 0) {
			return text.replace('+', ' ');
		}
		// The text's own bytes, as it may hold what should have been escaped.
		byte[] sent = text.getBytes(StandardCharsets.UTF_8);
		byte[] decoded = new byte[sent.length];
		int length = 0;
		for (int i = 0; i < sent.length; i++) {
			int escaped = (sent[i] == '%') ? escaped(sent, i) : -1;
			if (escaped >= 0) {
				decoded[length++] = (byte) escaped;
				i += ESCAPE_LENGTH - 1;
			}
			else {
				decoded[length++] = (sent[i] == '+') ? (byte) ' ' : sent[i];
			}
		}
		return new String(decoded, 0, length, StandardCharsets.UTF_8);
	}

	/**
	 * Returns the byte that an escape stands for, or -1 if it is malformed.
	 */
	private static int escaped(byte[] text, int percent) {
		if (percent + ESCAPE_LENGTH > text.length) {
			return -1;
		}
		int high = digit(text[percent + 1]);
		int low = digit(text[percent + 2]);
		return (high < 0 || low < 0) ? -1 : high * HEX + low;
	}

	private static int digit(byte character) {
		// A byte of a longer character is negative, and no digit.
		return Character.digit(character, HEX);
	}

}
