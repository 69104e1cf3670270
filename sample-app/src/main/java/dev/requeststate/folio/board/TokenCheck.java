package dev.requeststate.folio.board;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

import dev.requeststate.folio.board.Finding.Kind;
import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.isolation.RequestToken;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a whole answer, its headers and the note after it included, for a token
 * that is not the request's own, and then for the request's own.
 */
final class TokenCheck {

	private static final int EXCERPT = 60;

	private TokenCheck() {
	}

	/**
	 * The first thing that is wrong, leaks before all else; null if nothing is.
	 */
	static @Nullable Finding check(RunRequest request, Answer answer) {
		Finding foreign = foreignToken(request, answer);
		return (foreign != null) ? foreign : fault(request, answer);
	}

	private static @Nullable Finding foreignToken(RunRequest request, Answer answer) {
		for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
			for (String value : header.getValue()) {
				Finding finding = scan(request, value, header.getKey());
				if (finding != null) {
					return finding;
				}
			}
		}
		Finding inBody = scan(request, answer.body(), "");
		return (inBody != null) ? inBody : scan(request, answer.note(), "");
	}

	private static @Nullable Finding scan(RunRequest request, String text, String where) {
		Matcher matcher = RequestToken.PATTERN.matcher(text);
		while (matcher.find()) {
			if (!matcher.group().equals(request.token())) {
				String excerpt = text.substring(Math.max(0, matcher.start() - EXCERPT),
						Math.min(text.length(), matcher.end() + EXCERPT));
				return new Finding(request, Kind.FOREIGN_TOKEN, matcher.group(), where,
						excerpt.replaceAll("\\s+", " ").strip());
			}
		}
		return null;
	}

	private static @Nullable Finding fault(RunRequest request, Answer answer) {
		if (answer.status() != request.mode().status()) {
			return new Finding(request, Kind.WRONG_STATUS, Integer.toString(answer.status()), "", "");
		}
		List<String> own = answer.headers().getOrDefault("x-request-token", List.of());
		if (!own.equals(List.of(request.token())) || !answer.body().contains(request.token())) {
			return new Finding(request, Kind.NO_TOKEN, String.join(", ", own), "X-Request-Token", "");
		}
		if (request.mode() == IsolationMode.AFTER && !answer.note().contains(request.token())) {
			return new Finding(request, Kind.NO_NOTE, "", "", "");
		}
		return null;
	}

}
