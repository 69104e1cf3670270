package dev.requeststate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pages of this repository that are written for readers.
 */
final class Documents {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

	private Documents() {
	}

	static List<Path> all() {
		List<Path> documents = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
		for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
			documents.add(ROOT.resolve(name));
		}
		return documents;
	}

	static List<Path> files(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the name of a page as it is shown where something of it is wrong.
	 */
	static String name(Path document) {
		return ROOT.relativize(document).toString();
	}

	/**
	 * Returns the blocks of one language; those that say none for an empty one.
	 */
	static List<String> blocks(String document, String language) {
		return BLOCK.matcher(document)
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((block) -> block.group(2))
			.toList();
	}

	/**
	 * Returns a page without its blocks, in which nothing is a heading or a link.
	 */
	static String prose(String document) {
		return BLOCK.matcher(document).replaceAll("");
	}

	static List<MatchResult> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().toList();
	}

}
