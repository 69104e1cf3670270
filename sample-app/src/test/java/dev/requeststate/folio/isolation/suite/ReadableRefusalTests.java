package dev.requeststate.folio.isolation.suite;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ReadableRefusalTests {

	private static final Answer REFUSAL = new Answer(400, Map.of("Content-Type", List.of("text/html;charset=UTF-8")),
			"<html><head><title>Bad request</title></head><body>'sections' must be between 1 and 16.</body></html>");

	private final ReadableRefusal refusal = new ReadableRefusal();

	@Test
	void aPageWithASentenceIsAReadableRefusal() {
		assertThat(this.refusal.objections(REFUSAL)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("unreadable")
	void anythingElseIsObjectedTo(String objection, UnaryOperator<Answer> spoil) {
		assertThat(this.refusal.objections(spoil.apply(REFUSAL))).containsExactly(objection);
	}

	static Stream<Arguments> unreadable() {
		return Stream.of(arguments("status 500", spoil((answer) -> new Answer(500, answer.headers(), answer.body()))),
				arguments("content type []", spoil((answer) -> new Answer(400, Map.of(), answer.body()))),
				arguments("no title", body("Bad request", "")),
				arguments("no text to read", body("'sections' must be between 1 and 16.", "no")),
				arguments("the default error page", body("'sections'", "Whitelabel Error Page: 'sections'")),
				arguments("a stack trace", body("</body>", "java.lang.NumberFormatException: four</body>")),
				arguments("a stack trace", body("</body>", "\tat folio.Isolation.parse</body>")),
				arguments("markup of the request", body("</body>", "<script>alert(1)</script></body>")),
				arguments("markup of the request", body("16.", "16, not <b>four</b>.")));
	}

	private static UnaryOperator<Answer> body(String text, String replacement) {
		return (answer) -> new Answer(answer.status(), answer.headers(), answer.body().replace(text, replacement));
	}

	private static UnaryOperator<Answer> spoil(UnaryOperator<Answer> spoil) {
		return spoil;
	}

}
