package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.lang.ArchRule;
import dev.requeststate.spring.migration.MigrationRules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of docs/migrating.md has every rule of the scan, in its own words, with a
 * test that is there.
 */
class MigratingTests {

	private static final Path DOCUMENT = Path.of("../docs/migrating.md");

	private static final Pattern ROW = Pattern.compile(
			"^\\| `([A-Z_]+)` \\| (.+) \\| (.+) \\| (.+) \\| (.+) \\| \\[`(\\w+)#(\\w+)`]\\((\\.\\./[\\w/.]+)\\) \\|$",
			Pattern.MULTILINE);

	@Test
	void everyRuleHasARow() throws IOException {
		assertThat(rows()).extracting((row) -> row.group(1))
			.containsExactly(
					Stream.of(MigrationRules.class.getFields()).map((field) -> field.getName()).toArray(String[]::new));
	}

	@TestFactory
	Stream<DynamicTest> everyRowSaysWhatTheRuleSays() throws IOException {
		return rows().stream().map((row) -> DynamicTest.dynamicTest(row.group(1), () -> {
			ArchRule rule = (ArchRule) MigrationRules.class.getField(row.group(1)).get(null);
			assertThat(rule.getDescription()).isEqualTo("There should be no " + row.group(2)
					+ ", because with @RequestScope: " + row.group(3) + "; with @RequestState: " + row.group(4)
					+ "; what to do: " + row.group(5) + " (docs/migrating.md#what-the-scan-finds)");
		}));
	}

	@TestFactory
	Stream<DynamicTest> everyTestThatIsNamedExists() throws IOException {
		return rows().stream().map((row) -> DynamicTest.dynamicTest(row.group(6) + "#" + row.group(7), () -> {
			Path source = DOCUMENT.resolveSibling(row.group(8));
			assertThat(source).hasFileName(row.group(6) + ".java").content().contains("void " + row.group(7) + "(");
		}));
	}

	private static List<MatchResult> rows() throws IOException {
		return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
	}

}
