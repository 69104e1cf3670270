package dev.requeststate.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the build of this repository calls things.
 */
final class MavenNames {

	private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

	private static final Pattern VERSION = Pattern
		.compile("<artifactId>request-state-parent</artifactId>\\s*<version>([^<]+)</version>");

	private MavenNames() {
	}

	static List<Path> modules() {
		return Documents.find(MODULE, Documents.read(Documents.ROOT.resolve("pom.xml")))
			.stream()
			.map((module) -> Documents.ROOT.resolve(module.group(1)))
			.toList();
	}

	static List<Path> poms() {
		return Stream.concat(Stream.of(Documents.ROOT), modules().stream())
			.map((module) -> module.resolve("pom.xml"))
			.toList();
	}

	static List<Path> tests() {
		return modules().stream()
			.map((module) -> module.resolve("src/test/java"))
			.filter(Files::isDirectory)
			.flatMap((sources) -> Documents.files(sources, ".java").stream())
			.toList();
	}

	static String version() {
		return Documents.find(VERSION, Documents.read(Documents.ROOT.resolve("pom.xml"))).get(0).group(1);
	}

}
