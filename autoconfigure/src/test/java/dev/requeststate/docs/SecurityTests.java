package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every test that docs/security.md names is there, and every promise names one.
 */
class SecurityTests {

	private static final Path DOCUMENT = Path.of("../docs/security.md");

	// A name without a class belongs to the class named before it.
	private static final Pattern TEST = Pattern.compile("`(\\w*)#(\\w+)`");

	private static final Pattern CLASS = Pattern.compile("\\[`(\\w+)`]\\((\\.\\./[\\w/.-]+\\.java)\\)");

	private static final Pattern PROMISE = Pattern.compile("\\*\\*Promised:\\*\\*.*?\\*\\*Yours:\\*\\*",
			Pattern.DOTALL);

	@TestFactory
	Stream<DynamicTest> everyTestThatIsNamedExists() throws IOException {
		String document = Files.readString(DOCUMENT);
		Map<String, Path> classes = new HashMap<>();
		CLASS.matcher(document)
			.results()
			.forEach((match) -> classes.put(match.group(1), DOCUMENT.resolveSibling(match.group(2))));
		// Nested, as the page says.
		classes.put("TurnedOff", classes.get("PlaygroundTests"));
		List<DynamicTest> tests = new ArrayList<>();
		String owner = "";
		for (MatchResult match : TEST.matcher(document).results().toList()) {
			owner = match.group(1).isEmpty() ? owner : match.group(1);
			Path source = classes.get(owner);
			tests.add(DynamicTest.dynamicTest(owner + "#" + match.group(2),
					() -> assertThat(source).isNotNull().content().contains(" " + match.group(2) + "(")));
		}
		assertThat(tests).hasSizeGreaterThan(100);
		return tests.stream();
	}

	@Test
	void everyPromiseNamesATest() throws IOException {
		List<String> promises = PROMISE.matcher(Files.readString(DOCUMENT)).results().map(MatchResult::group).toList();
		assertThat(promises).hasSizeGreaterThan(15).allMatch((promise) -> TEST.matcher(promise).find());
	}

}
