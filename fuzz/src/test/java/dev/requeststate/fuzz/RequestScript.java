package dev.requeststate.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request: whatever a case has in its first line for the target, and as
 * headers, in further lines.
 */
final class RequestScript {

	// What would make the server wait for something, or close the connection.
	private static final Set<String> LEFT_OUT = Set.of("connection", "content-length", "expect", "host",
			"http2-settings", "transfer-encoding", "upgrade");

	private RequestScript() {
	}

	/**
	 * The request, or null if the case is none of HTTP/1.1, or the server would wait for
	 * the rest of it.
	 * @param text a method, a target and headers, one in each line
	 */
	static byte @Nullable [] of(String text) {
		String[] lines = text.split("\n", -1);
		// To HEAD there is no body, whatever the length says.
		if (lines.length < 2 || lines[0].toUpperCase(Locale.ROOT).startsWith("HEAD") || text.indexOf('\r') >= 0
				|| Stream.of(lines).anyMatch(String::isEmpty)) {
			return null;
		}
		// Without a target the version is taken for it, and the request for one of
		// HTTP/0.9: its response has no head. Nor, on Tomcat, has one to a line that
		// comes next and cannot be read.
		if (lines[1].isBlank()) {
			return null;
		}
		StringBuilder request = new StringBuilder();
		request.append(lines[0]).append(' ').append(lines[1]).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
		for (int i = 2; i < lines.length; i++) {
			if (isLeftOut(lines[i])) {
				return null;
			}
			request.append(lines[i]).append("\r\n");
		}
		return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static boolean isLeftOut(String line) {
		int colon = line.indexOf(':');
		String name = ((colon < 0) ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
		return LEFT_OUT.contains(name);
	}

}
