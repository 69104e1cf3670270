package dev.requeststate.docs;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link of the pages leads somewhere: to a file, to a heading of it, to an address
 * that can be one. Nothing is fetched.
 */
class LinksTests {

	private static final Pattern LINK = Pattern.compile("(!?)\\[((?:[^\\[\\]]|\\[[^\\]]*])*)]\\(([^)\\s]*)\\)");

	private static final Pattern CODE = Pattern.compile("(`+).*?\\1", Pattern.DOTALL);

	private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)\\s*$", Pattern.MULTILINE);

	private static final Pattern NAMED = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

	private static final Set<String> PLACEHOLDERS = Set.of("example", "todo", "fixme", "xxx", "placeholder", "...", "<",
			"{", "your-", "localhost");

	@TestFactory
	Stream<DynamicTest> everyLinkLeadsSomewhere() {
		return Documents.all()
			.stream()
			.map((document) -> DynamicTest.dynamicTest(Documents.name(document),
					() -> assertThat(broken(document, Documents.read(document))).isEmpty()));
	}

	@Test
	void whatLeadsNowhereIsFound() {
		Path page = Documents.ROOT.resolve("docs/planted.md");
		assertThat(broken(page, """
				# One, *two* and `three()`
				## Again
				## Again
				[here](#one-two-and-three), [twice](#again-1), [there](architecture.md#words), [page](testing.md),
				[out](https://spring.io/projects/spring-boot#learn), `[no](link)`,
				![A picture](images/benchmarks-call.svg)
				```
				[no](link)
				```
				""")).isEmpty();
		assertThat(broken(page, "[a](nowhere.md)")).containsExactly("nowhere.md: there is no such file");
		assertThat(broken(page, "# A\n[a](#b)")).containsExactly("#b: no heading has this name");
		assertThat(broken(page, "[a](architecture.md#sentences)"))
			.containsExactly("architecture.md#sentences: no heading has this name");
		assertThat(broken(page, "[a](http://spring.io)")).containsExactly("http://spring.io: not https");
		assertThat(broken(page, "[a](https://example.org/x)"))
			.containsExactly("https://example.org/x: stands for another address");
		assertThat(broken(page, "[a](https:///x)")).containsExactly("https:///x: no address");
		assertThat(broken(page, "[a]()")).containsExactly(": no address");
		assertThat(broken(page, "![](images/benchmarks-call.svg)"))
			.containsExactly("images/benchmarks-call.svg: does not say what it shows");
		assertThat(broken(page, "![A picture](images/none.svg)"))
			.containsExactly("images/none.svg: there is no such file");
		assertThat(broken(page, "<img src=\"a.png\">")).containsExactly("<img: does not say what it shows");
	}

	private static List<String> broken(Path document, String text) {
		String prose = CODE.matcher(Documents.prose(text)).replaceAll("");
		List<String> broken = new ArrayList<>();
		for (MatchResult link : Documents.find(LINK, prose)) {
			String problem = problem(document, text, link.group(3));
			if (problem == null && !link.group(1).isEmpty() && link.group(2).isBlank()) {
				problem = "does not say what it shows";
			}
			if (problem != null) {
				broken.add(link.group(3) + ": " + problem);
			}
		}
		if (Pattern.compile("<img(?![^>]*alt=\"[^\"]+\")").matcher(prose).find()) {
			broken.add("<img: does not say what it shows");
		}
		return broken;
	}

	private static String problem(Path document, String text, String target) {
		if (target.isEmpty() || target.startsWith("http")) {
			return elsewhere(target);
		}
		int hash = target.indexOf('#');
		String path = (hash < 0) ? target : target.substring(0, hash);
		Path file = path.isEmpty() ? document : document.resolveSibling(path).normalize();
		if (!path.isEmpty() && !Files.exists(file)) {
			return "there is no such file";
		}
		if (hash < 0) {
			return null;
		}
		String page = path.isEmpty() ? text : Documents.read(file);
		return anchors(page).contains(target.substring(hash + 1)) ? null : "no heading has this name";
	}

	private static String elsewhere(String target) {
		if (target.startsWith("http://localhost:8080")) {
			return null;
		}
		if (PLACEHOLDERS.stream().anyMatch(target.toLowerCase(Locale.ROOT)::contains)) {
			return "stands for another address";
		}
		try {
			URI uri = URI.create(target);
			if (uri.getHost() == null) {
				return "no address";
			}
			return uri.getScheme().equals("https") ? null : "not https";
		}
		catch (IllegalArgumentException ex) {
			return "no address";
		}
	}

	// As they are shown: a heading's words in lower case, joined by hyphens, without what
	// is neither letter nor digit; the next one of the same name has a number behind it.
	private static Set<String> anchors(String document) {
		Set<String> anchors = new TreeSet<>();
		Map<String, Integer> used = new HashMap<>();
		BiFunction<String, Integer, String> numbered = (name, count) -> (count == 1) ? name : name + "-" + (count - 1);
		for (MatchResult heading : Documents.find(HEADING, Documents.prose(document))) {
			String words = heading.group(1).replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT);
			String name = words.replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replace(' ', '-');
			anchors.add(numbered.apply(name, used.merge(name, 1, Integer::sum)));
		}
		Documents.find(NAMED, document).forEach((anchor) -> anchors.add(anchor.group(1)));
		return anchors;
	}

}
