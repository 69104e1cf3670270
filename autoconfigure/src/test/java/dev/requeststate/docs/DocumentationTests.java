package dev.requeststate.docs;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every block of Java in the README and in docs stands, line for line, in a class of this
 * package, where it is compiled and run; every change that is shown as one fits the file
 * it names.
 */
class DocumentationTests {

	private static final Path SOURCES = Path.of("src/test/java/dev/requeststate/docs");

	@TestFactory
	Stream<DynamicTest> everyBlockOfJavaIsCompiled() {
		String sources = sources();
		return Documents.all()
			.stream()
			.flatMap((document) -> Documents.blocks(Documents.read(document), "java")
				.stream()
				.map((block) -> DynamicTest.dynamicTest(
						Documents.name(document) + ": " + block.lines().findFirst().orElse(""),
						() -> assertThat(sources).contains(folded(block)))));
	}

	@Test
	void aBlockThatIsNotCompiledIsFound() {
		assertThat(sources()).doesNotContain(folded("int notIn" + "AnyClass;"));
		assertThat(Documents.all()).anyMatch((document) -> document.endsWith("README.md")).hasSizeGreaterThan(3);
		assertThat(Documents.blocks("Text\n```java\nint one;\n```\n```\nno Java\n```\n", "java"))
			.containsExactly("int one;\n");
	}

	@TestFactory
	Stream<DynamicTest> everyChangeThatIsShownFitsItsFile() {
		return Documents.all()
			.stream()
			.flatMap((document) -> Documents.blocks(Documents.read(document), "diff")
				.stream()
				.map((change) -> DynamicTest.dynamicTest(Documents.name(document) + ": " + file(change),
						() -> assertThat(folded(Documents.read(file(change)))).contains(before(change)))));
	}

	@Test
	void aChangeThatFitsNoMoreIsFound() {
		String change = "--- README.md\n Annotate a bean\n+\n+and another\n-and call it\n the end\n";
		assertThat(file(change)).exists();
		assertThat(before(change)).isEqualTo("Annotate a bean\nand call it\nthe end");
		assertThat(folded(Documents.read(file(change)))).doesNotContain(before(change));
	}

	private static Path file(String change) {
		return Documents.ROOT.resolve(change.lines().findFirst().orElseThrow().substring("--- ".length()));
	}

	private static String before(String change) {
		return folded(change.lines()
			.skip(1)
			.filter((line) -> !line.startsWith("+"))
			.map((line) -> line.isEmpty() ? line : line.substring(1))
			.collect(Collectors.joining("\n")));
	}

	private static String sources() {
		return folded(
				Documents.files(SOURCES, ".java").stream().map(Documents::read).collect(Collectors.joining("\n")));
	}

	// Indentation and empty lines differ where a block is nested in a class.
	private static String folded(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

}
