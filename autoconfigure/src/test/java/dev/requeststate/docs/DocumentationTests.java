package dev.requeststate.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every block of Java in the README and in docs stands, line for line, in a class of this
 * package, where it is compiled and run; every link to a file leads to one.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Path SOURCES = Path.of("src/test/java/dev/requeststate/docs");

	private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s:]+)(#[^)]*)?\\)");

	@TestFactory
	Stream<DynamicTest> everyBlockOfJavaIsCompiled() throws IOException {
		String sources = folded(read(files(SOURCES, ".java")));
		return documents().stream().flatMap((document) -> {
			List<String> blocks = find(BLOCK, document);
			return blocks.stream()
				.map((block) -> DynamicTest.dynamicTest(ROOT.relativize(document) + ": " + block.lines().findFirst(),
						() -> assertThat(sources).contains(folded(block))));
		});
	}

	@TestFactory
	Stream<DynamicTest> everyLinkLeadsToAFile() throws IOException {
		return documents().stream()
			.flatMap((document) -> find(LINK, document).stream()
				.map((target) -> DynamicTest.dynamicTest(ROOT.relativize(document) + ": " + target,
						() -> assertThat(document.resolveSibling(target)).exists())));
	}

	@Test
	void aBlockThatIsNotCompiledIsFound() throws IOException {
		assertThat(folded(read(files(SOURCES, ".java")))).doesNotContain(folded("int notIn" + "AnyClass;"));
		assertThat(documents()).anyMatch((document) -> document.endsWith("README.md")).hasSizeGreaterThan(3);
	}

	private static List<Path> documents() throws IOException {
		List<Path> documents = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
		documents.add(ROOT.resolve("README.md"));
		documents.add(ROOT.resolve("CONTRIBUTING.md"));
		return documents;
	}

	private static List<Path> files(Path folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
	}

	private static List<String> find(Pattern pattern, Path document) {
		Matcher matcher = pattern.matcher(read(List.of(document)));
		List<String> found = new ArrayList<>();
		while (matcher.find()) {
			found.add(matcher.group(1));
		}
		return found;
	}

	private static String read(List<Path> files) {
		return files.stream().map((file) -> {
			try {
				return Files.readString(file);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}).collect(Collectors.joining("\n"));
	}

	// Indentation and empty lines differ where a block is nested in a class.
	private static String folded(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

}
