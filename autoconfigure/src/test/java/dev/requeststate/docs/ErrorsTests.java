package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * docs/errors.md has every message of the code, and no other.
 */
class ErrorsTests {

	private static final Path PAGE = Path.of("../docs/errors.md");

	private static final Pattern QUOTE = Pattern.compile("^> `(.*)`$", Pattern.MULTILINE);

	@Test
	void everyMessageOfTheCodeIsOnThePage() throws IOException {
		Map<String, String> missing = new TreeMap<>(messages());
		missing.keySet().removeAll(quotes(Files.readString(PAGE)));
		assertThat(missing).as("""
				docs/errors.md lacks messages. Put each into the section of those like it, with its cause and remedy:

				%s""", missing.entrySet().stream().map(ErrorsTests::entry).collect(Collectors.joining("\n"))).isEmpty();
	}

	private static String entry(Map.Entry<String, String> message) {
		return "> `" + message.getKey() + "`\n\n**Cause:** in " + message.getValue() + ". **Remedy:** ...\n";
	}

	@Test
	void everyMessageOfThePageIsInTheCode() throws IOException {
		Set<String> quotes = quotes(Files.readString(PAGE));
		quotes.removeAll(messages().keySet());
		assertThat(quotes)
			.as("What docs/errors.md quotes and no code says: remove it, or put in what the code says now")
			.isEmpty();
	}

	@Test
	void everyMessageHasACauseAndARemedy() throws IOException {
		List<String> entries = entries(Files.readString(PAGE));
		assertThat(entries).hasSizeGreaterThan(70).allSatisfy(ErrorsTests::verifyExplained);
	}

	@Test
	void aMessageWithoutACauseOrARemedyIsFound() {
		List<String> entries = entries("""
				# Errors

				> `One`
				>
				> `Two`

				**Cause:** this. **Remedy:** that.

				> `Three`

				**Cause:** this.

				> `Four`

				## Next

				> `Five`

				**Cause:** **Remedy:** that.
				""");
		assertThat(entries).hasSize(4);
		verifyExplained(entries.get(0));
		assertThat(entries.subList(1, 4)).allSatisfy(
				(entry) -> assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> verifyExplained(entry)));
	}

	private static void verifyExplained(String entry) {
		assertThat(entry).containsPattern("[*][*]Cause:[*][*]\\s+[^*\\s]")
			.containsPattern("[*][*]Remedy:[*][*]\\s+[^*\\s]");
	}

	// Messages that are quoted together, with what is said of them.
	private static List<String> entries(String page) {
		return Pattern.compile("(?:^>.*\\R)+(?:^[^>#\\r\\n].*\\R|^\\R)*", Pattern.MULTILINE)
			.matcher(page)
			.results()
			.map(MatchResult::group)
			.toList();
	}

	@Test
	void messagesOfEveryKindAreFound(@TempDir Path root) throws IOException {
		Files.writeString(root.resolve("Planted.java"),
				"""
						class Planted extends RuntimeException {
							private static final String REMEDY = " Do this.";
							Planted(String name) { super("Planted in " + name); }
							void thrown(int i) { throw new IllegalStateException("Thrown " + i + " times." + REMEDY); }
							void logged(Object o) { logger.warn("Logged this: {}", o); logger.debug("Not this, of a debug log"); }
							void argument(Object o) { Objects.requireNonNull(o, "'o' must not be null"); }
							void formatted() { throw new Error("Quite wrong: %s".formatted("x")); }
							void choice(boolean b) { report("Chosen" + (b ? " by you and by me alone" : "") + "."); }
							@Deprecated(since = "this is not one of them") void annotated() { log("nor is this"); }
						}
						""");
		assertThat(LibraryMessages.in(root)).containsOnlyKeys("Planted in \u2026", "Thrown \u2026 times. Do this.",
				"Logged this: \u2026", "Quite wrong: \u2026", "by you and by me alone");
	}

	private static Map<String, String> messages() throws IOException {
		Map<String, String> messages = LibraryMessages.in(Path.of("../core/src/main/java"), Path.of("src/main/java"));
		assertThat(messages).hasSizeGreaterThan(150);
		return messages;
	}

	private static Set<String> quotes(String page) {
		Set<String> quotes = new TreeSet<>();
		Matcher matcher = QUOTE.matcher(page);
		while (matcher.find()) {
			quotes.add(LibraryMessages.normalize(matcher.group(1)));
		}
		return quotes;
	}

}
