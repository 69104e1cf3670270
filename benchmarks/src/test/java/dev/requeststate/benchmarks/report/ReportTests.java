package dev.requeststate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The report, of results that were made up for it: on JDK 17 some targets are missed that
 * are met on 25, and the other way round.
 */
class ReportTests {

	private static final Path RESULTS = Path.of("src/test/resources/results");

	private static final String README = "# Here\n\nBefore.\n\n" + ReadmeSection.BEGIN + "\noutdated\n"
			+ ReadmeSection.END + "\n\nAfter.\n";

	@TempDir
	Path root;

	@BeforeEach
	void copyResults() throws IOException {
		try (Stream<Path> files = Files.walk(RESULTS)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path copy = this.root.resolve("benchmarks/results").resolve(RESULTS.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				Files.copy(file, copy);
			}
		}
		Files.writeString(this.root.resolve("README.md"), README);
	}

	@Test
	void whatIsLostComesFirst() throws IOException {
		assertThat(headings(page(), "## ")).containsExactly("What is lost", "How it was measured", "Targets", "Call",
				"Open and close", "Hop", "End to end", "Growth");
	}

	@Test
	void aTargetThatIsMissedIsSaidAsMissedAndOneThatIsMetIsNot() throws IOException {
		String call = "A call through the class proxy / `ThreadLocal.get` and the same call";
		assertThat(losses(page())).contains("- " + call + ", at most 2.50: 3.00 (2.91 to 3.09) (JDK 17)")
			.contains("- Bytes of open, bind, close, from JDK 25 on, at most 320: 328 (JDK 25)")
			.doesNotContain("Bytes of open, bind, close, before JDK 25")
			.doesNotContain(call + ", at most 2.50: 1.50");
		assertThat(page()).contains(
				"| " + call + " | at most 2.50 | 3.00 (2.91 to 3.09), **missed** | 1.500 (1.438 to 1.563), met |");
	}

	@Test
	void aTargetThatIsMissedNoMoreIsNotSaid() throws IOException {
		Path file = this.root.resolve("benchmarks/results/jdk-17/jmh.json");
		String rows = Files.readString(file);
		Files.writeString(file, rows.replace("\"score\": 6.0,", "\"score\": 4.0,"));
		assertThat(Files.readString(file)).isNotEqualTo(rows);
		assertThat(losses(page())).doesNotContain("A call through the class proxy / `ThreadLocal.get`");
	}

	@Test
	void anIntervalThatHasTheLimitInItIsInconclusive() throws IOException {
		assertThat(page()).contains("| Open, bind, close / Spring's `RequestContextFilter` | at most 0.75 "
				+ "| 0.750 (0.582 to 0.918), **inconclusive** | 0.500 (0.486 to 0.514), met |");
		assertThat(losses(page())).contains("not decided:").contains("at most 0.75: 0.750 (0.582 to 0.918) (JDK 17)");
	}

	@Test
	void aRatioOfWhatWasMeasuredOnceIsInconclusive() throws IOException {
		assertThat(losses(page())).contains("- A call through Spring's `@RequestScope` / through the class proxy, "
				+ "at least 10: 20.0 (no interval) (JDK 25)");
	}

	@Test
	void aTargetThatNothingWasMeasuredForIsSaid() throws IOException {
		assertThat(losses(page()))
			.contains("- A call through Weld's `@RequestScoped` / through the class proxy, at least 10: not measured");
	}

	@Test
	void everyPeerThatIsAheadIsNamedAndNoOther() throws IOException {
		String losses = losses(page());
		assertThat(losses)
			.contains("| Hop, cold thread | Request State / OpenTelemetry | 2.00 (1.943 to 2.06); 120 / 48 bytes "
					+ "| 1.200 (1.153 to 1.247); 120 / 48 bytes |")
			.contains("| End to end | processor time per request, /books | 1.050 (1.030 to 1.070) |");
		assertThat(losses).doesNotContain("Request State / TransmittableThreadLocal", "throughput",
				"class proxy / Spring", "plain field");
	}

	@Test
	void whatGrowsFasterThanInProportionIsSaid() throws IOException {
		assertThat(losses(page())).contains("- One read, Request State: exponent 1.50 (JDK 17)")
			.doesNotContain("One read, Request State: exponent 1.00 ")
			.doesNotContain("A call, RequestLocal.get")
			.doesNotContain("Spring request attribute");
	}

	@Test
	void theTablesHaveBothJdksSideBySide() throws IOException {
		assertThat(page()).contains(
				"""
						|  | JDK 17, ns | bytes | x `ThreadLocal.get` and the call | JDK 25, ns | bytes | x `ThreadLocal.get` and the call |
						|---|---:|---:|---:|---:|---:|---:|
						| plain field (floor) | 0.90 ± 0.01 | 0 | 0.45 | 0.80 ± 0.01 | 0 | 0.40 |
						| `ScopedValue.get` and the call |  |  |  | 1.70 ± 0.05 | 0 | 0.85 |
						| `ThreadLocal.get` and the call | 2.00 ± 0.05 | 0 | 1.00 | 2.00 ± 0.05 | 0 | 1.00 |
						| **Request State, class proxy** | 6.00 ± 0.10 | 0 | 3.00 | 3.00 ± 0.10 | 0 | 1.50 |
						| Spring `@RequestScope` | 90.0 ± 3.00 | 32 | 45.0 | 60.0 | 32 | 30.0 |
						""");
	}

	@Test
	void itSaysWhatWasMeasuredOn() throws IOException {
		assertThat(page()).contains("| commit | abc1234, changed | abc1234, changed | abc1234 | abc1234 |")
			.contains("| Spring Framework | 7.0.1 |")
			.contains("A Processor");
	}

	@Test
	void aQuickRunIsSaid() throws IOException {
		assertThat(page()).doesNotContain("of a quick run");
		Path file = this.root.resolve("benchmarks/results/jdk-25/jmh.environment.json");
		Files.writeString(file, Files.readString(file).replace("benchmarks.jar", "benchmarks.jar -q"));
		assertThat(page()).contains("**JDK 25, jmh is of a quick run.**");
	}

	@Test
	void everyPictureThatIsShownIsThereAndIsXmlWithTextThatFollowsTheTheme() throws Exception {
		Map<Path, String> written = write();
		List<Path> shown = new ArrayList<>();
		Matcher matcher = Pattern.compile("]\\((images/[^)]+)\\)").matcher(page());
		while (matcher.find()) {
			shown.add(Path.of("docs").resolve(matcher.group(1)));
		}
		assertThat(shown).hasSize(5).allMatch(written::containsKey);
		for (Path picture : shown) {
			Document document = DocumentBuilderFactory.newDefaultInstance()
				.newDocumentBuilder()
				.parse(this.root.resolve(picture).toFile());
			assertThat(document.getElementsByTagName("text").getLength()).isGreaterThan(5);
			assertThat(document.getElementsByTagName("style").item(0).getTextContent())
				.contains("prefers-color-scheme:dark");
		}
		assertThat(written.get(Path.of("docs/images/benchmarks-call.svg")))
			.contains(">Request State, class proxy</text>", ">ScopedValue.get and the call</text>");
	}

	@Test
	void theSameResultsMakeTheSameFiles() throws IOException {
		assertThat(write()).hasSize(15).isEqualTo(write());
	}

	@Test
	void thePartOfTheReadmeIsReplacedAndNothingElse() throws IOException {
		write();
		String readme = Files.readString(this.root.resolve("README.md"));
		assertThat(readme).startsWith("# Here\n\nBefore.\n\n" + ReadmeSection.BEGIN)
			.endsWith(ReadmeSection.END + "\n\nAfter.\n")
			.doesNotContain("outdated")
			.contains("takes 1.50 times as long", "through Spring's `@RequestScope` it takes 30.0 times",
					"allocates 0 bytes")
			.contains("0.50 times as long as with Spring's `RequestContextFilter`, and 328 bytes")
			.contains("take 1.05 to 1.05 times the processor time")
			.contains("docs/images/benchmarks-call.svg", "docs/benchmarks.md");
	}

	@Test
	void aReadmeWithoutThePartIsRefused() throws IOException {
		Files.writeString(this.root.resolve("README.md"), "# Here\n");
		assertThatIllegalArgumentException().isThrownBy(this::write).withMessageContaining(ReadmeSection.BEGIN);
	}

	@Test
	void theReadmeHasThePart() throws IOException {
		assertThat(Files.readString(Path.of("../README.md"))).containsOnlyOnce(ReadmeSection.BEGIN)
			.containsOnlyOnce(ReadmeSection.END);
	}

	@Test
	void aRowThatWasMeasuredTwiceIsRefused() throws IOException {
		Path results = this.root.resolve("benchmarks/results/jdk-17");
		Files.copy(results.resolve("jmh.json"), results.resolve("jmh-again.json"));
		assertThatIllegalStateException().isThrownBy(this::page)
			.withMessageContaining("measured twice on JDK 17")
			.withMessageContaining("jmh.json");
	}

	@Test
	void noResultsAreRefused() throws IOException {
		Path empty = this.root.resolve("empty");
		assertThatIllegalStateException().isThrownBy(() -> Report.main(new String[] { empty.toString() }))
			.withMessageContaining("no results");
		Files.createDirectories(empty.resolve("benchmarks/results"));
		assertThatIllegalStateException().isThrownBy(() -> Report.main(new String[] { empty.toString() }))
			.withMessageContaining("no results");
	}

	private String page() throws IOException {
		return Report.page(Measured.readAll(this.root.resolve("benchmarks/results")));
	}

	private static String losses(String page) {
		return page.substring(0, page.indexOf("## How it was measured"));
	}

	private static List<String> headings(String page, String level) {
		return page.lines()
			.filter((line) -> line.startsWith(level))
			.map((line) -> line.substring(level.length()))
			.toList();
	}

	private Map<Path, String> write() throws IOException {
		Report.main(new String[] { this.root.toString() });
		try (Stream<Path> files = Files.walk(this.root)) {
			Map<Path, String> contents = new TreeMap<>();
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				contents.put(this.root.relativize(file), Files.readString(file));
			}
			return contents;
		}
	}

}
