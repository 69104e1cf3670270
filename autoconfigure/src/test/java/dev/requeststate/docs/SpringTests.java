package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every test that docs/spring.md names is there.
 */
class SpringTests {

	private static final Path DOCUMENT = Path.of("../docs/spring.md");

	private static final Pattern TEST = Pattern.compile("\\[`(\\w+)#(\\w+)`]\\(\\.\\./autoconfigure/([\\w/.]+)\\)");

	private static final Pattern ROW = Pattern.compile("^\\|.*Tests#.*\\|$", Pattern.MULTILINE);

	@TestFactory
	Stream<DynamicTest> everyTestThatIsNamedExists() throws IOException {
		return TEST.matcher(Files.readString(DOCUMENT))
			.results()
			.map((match) -> DynamicTest.dynamicTest(match.group(1) + "#" + match.group(2), () -> {
				assertThat(match.group(3)).endsWith("/" + match.group(1) + ".java");
				assertThat(Files.readString(Path.of(match.group(3)))).containsPattern("@(Parameterized)?Test\\b")
					.contains("void " + match.group(2) + "(");
			}));
	}

	@Test
	void everyRowNamesATest() throws IOException {
		String document = Files.readString(DOCUMENT);
		assertThat(ROW.matcher(document).results().count()).isGreaterThan(50);
		assertThat(document.lines().filter((line) -> line.startsWith("|") && line.contains("Tests#")))
			.allMatch((line) -> TEST.matcher(line).find());
		// Only the properties have no test of their own.
		assertThat(document.substring(0, document.indexOf("## Properties"))
			.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| you ")))
			.allMatch((line) -> TEST.matcher(line).find());
	}

}
