package dev.requeststate.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.requeststate.context.Frame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tags and lives of calls.
 */
class CallTagTests {

	private static CallScope open(String name, long number) {
		return CallScope.open(Frame.here(), name, null, number, (part) -> true);
	}

	@Test
	void aTagHasTheNumberThatTheCallBeganWith() {
		CallScope call = open("book", 7).tag("book:42", "books").tag("books");
		assertThat(call.tags()).containsExactlyInAnyOrder("book:42", "books");
		assertThat(call.tagNumbers()).isEqualTo(Map.of("book:42", 7L, "books", 7L));
	}

	@Test
	void anyWordsCanBeATag() {
		assertThat(open("book", 0).tag("a:b,c|d e\n\u0000", "b\u00fccher").tags()).contains("a:b,c|d e\n\u0000",
				"b\u00fccher");
	}

	@Test
	void aTagIsNeverBlankNorADocument() {
		CallScope call = open("book", 0);
		assertThatIllegalArgumentException().isThrownBy(() -> call.tag("good", ""))
			.withMessage("'tag' must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> call.tag(" ")).withMessage("'tag' must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> call.tag("x".repeat(10 << 20)))
			.withMessage("'tag' must have at most 512 characters, and this one has 10485760");
		assertThat(call.tags()).as("none of a call with one that is not valid").isEmpty();
		call.tag("x".repeat(512));
		assertThat(call.tags()).hasSize(1);
	}

	@Test
	@SuppressWarnings("NullAway") // on purpose
	void aTagIsNeverNull() {
		assertThatNullPointerException().isThrownBy(() -> open("book", 0).tag((String) null))
			.withMessage("'tag' must not be null");
		assertThatNullPointerException().isThrownBy(() -> open("book", 0).expireAfter(null))
			.withMessage("'life' must not be null");
	}

	@Test
	void theTagsOfAnInnerCallAreThoseOfTheOuterOneWithItsOwnNumber() {
		CallScope outer = open("page", 3);
		CallScope inner = outer.call(() -> open("book", 5).tag("book:42"));
		assertThat(inner.tagNumbers()).isEqualTo(Map.of("book:42", 5L));
		assertThat(outer.tagNumbers()).isEqualTo(Map.of("book:42", 3L));
	}

	@Test
	void whatAStoredResultHadIsTakenOver() {
		CallScope outermost = open("site", 9);
		CallScope outer = outermost.call(() -> open("page", 8)).tag("book:42");
		Instant end = Instant.now().plusSeconds(60);
		outer.adopt(Map.of("book:42", 2L, "author:7", 2L), end);
		assertThat(outer.tagNumbers()).isEqualTo(Map.of("book:42", 2L, "author:7", 2L));
		assertThat(outermost.tagNumbers()).isEqualTo(Map.of("book:42", 2L, "author:7", 2L));
		assertThat(outer.expiresAt()).isEqualTo(end);
		assertThat(outermost.expiresAt()).isEqualTo(end);
		outer.adopt(Map.of("book:42", 4L), null);
		assertThat(outer.tagNumbers()).containsEntry("book:42", 2L);
		assertThat(outer.expiresAt()).isEqualTo(end);
	}

	@Test
	void theShorterLifeCountsForTheOuterCallToo() {
		CallScope outer = open("page", 0).expireAfter(Duration.ofMinutes(10));
		Instant before = Instant.now();
		CallScope inner = outer.call(() -> open("book", 0).expireAfter(Duration.ofHours(1)));
		assertThat(outer.expiresAt()).isBefore(before.plus(Duration.ofMinutes(11)));
		assertThat(inner.expiresAt()).isAfter(before.plus(Duration.ofMinutes(59)));
		inner.expireAfter(Duration.ofMinutes(1));
		assertThat(outer.expiresAt()).isEqualTo(inner.expiresAt()).isBefore(before.plus(Duration.ofMinutes(2)));
	}

	@Test
	void aLifeIsAboveZero() {
		CallScope call = open("book", 0);
		for (Duration life : new Duration[] { Duration.ZERO, Duration.ofNanos(-1),
				Duration.ofSeconds(Long.MIN_VALUE) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> call.expireAfter(life))
				.withMessageStartingWith("'life' must be above zero, and is " + life);
		}
		assertThat(call.expiresAt()).isNull();
	}

	@Test
	void aLifeLongerThanTimeEndsWithIt() {
		assertThat(open("book", 0).expireAfter(Duration.ofSeconds(Long.MAX_VALUE)).expiresAt()).isEqualTo(Instant.MAX);
	}

}
