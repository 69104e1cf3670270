package dev.requeststate.docs;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every command of the pages names modules, profiles, tests, properties, scripts and jars
 * that are there.
 */
class CommandsTests {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern COMMAND = Pattern.compile("^(?:[A-Z_]+=\\S+ )*(?:mvn|java|cp) .*|^\\.ci/.*");

	private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+(?:'[^']*')?");

	private static final Pattern PROFILE = Pattern.compile("<profile>.*?<id>([^<]+)</id>", Pattern.DOTALL);

	private static final Set<String> PHASES = Set.of("clean", "compile", "test-compile", "test", "package", "verify",
			"install", "deploy");

	// What Maven and its plugins know by themselves.
	private static final Set<String> OPTIONS = Set.of("skipTests", "test", "it.test", "maven.test.skip",
			"surefire.failIfNoSpecifiedTests", "failsafe.failIfNoSpecifiedTests", "altDeploymentRepository", "gpg.skip",
			"maven.repo.local");

	@TestFactory
	Stream<DynamicTest> everyCommandNamesWhatThereIs() {
		return Documents.all()
			.stream()
			.flatMap((document) -> commands(Documents.read(document)).stream()
				.distinct()
				.map((command) -> DynamicTest.dynamicTest(Documents.name(document) + ": " + command,
						() -> assertThat(unknown(command)).isEmpty())));
	}

	@Test
	void whatIsNotThereIsFound() {
		assertThat(commands("Run `mvn verify` or:\n```\nmvn -pl core test\n.ci/run\nno command\n```\n"))
			.containsExactly("mvn -pl core test", ".ci/run", "mvn verify");
		assertThat(unknown("mvn verify -pl core,sample-app -am -Paot -Dit.test='AheadOfTime*Suite' -DskipTests"))
			.isEmpty();
		assertThat(unknown("mvn spring-javaformat:apply -Dtest='dev/requeststate/docs/*'")).isEmpty();
		assertThat(unknown("mvn -pl kernel test")).containsExactly("kernel");
		assertThat(unknown("mvn -Pnone test")).containsExactly("-Pnone");
		assertThat(unknown("mvn test -Dtest=NoSuchTests")).containsExactly("-Dtest=NoSuchTests");
		assertThat(unknown("mvn test -Dtest='ReadmeTests,NoSuchTests'"))
			.containsExactly("-Dtest='ReadmeTests,NoSuchTests'");
		assertThat(unknown("mvn test -Disolation.rekwests=1")).containsExactly("-Disolation.rekwests=1");
		assertThat(unknown("mvn verifi")).containsExactly("verifi");
		assertThat(unknown(".ci/walk")).containsExactly(".ci/walk");
		assertThat(unknown("java -jar kernel/target/kernel.jar")).containsExactly("kernel/target/kernel.jar");
		assertThat(unknown("cp kernel/target/kernel.jar kernel.jar")).containsExactly("kernel/target/kernel.jar");
		assertThat(unknown("java -jar benchmarks/target/benches.jar")).containsExactly("benchmarks/target/benches.jar");
	}

	private static List<String> commands(String document) {
		Stream<String> blocks = Stream.of("", "sh", "bash", "shell")
			.flatMap((language) -> Documents.blocks(document, language).stream())
			.flatMap(String::lines);
		Stream<String> prose = Documents.find(CODE, Documents.prose(document)).stream().map((code) -> code.group(1));
		return Stream.concat(blocks, prose).filter((line) -> COMMAND.matcher(line).matches()).toList();
	}

	private static List<String> unknown(String command) {
		List<String> words = Documents.find(WORD, command).stream().map(MatchResult::group).toList();
		if (command.startsWith(".ci/last-runs/")) {
			// Written by the first run of a profile.
			return words.get(0).matches("\\.ci/last-runs/[a-z]+\\.properties") ? List.of() : List.of(words.get(0));
		}
		if (command.startsWith(".ci/")) {
			return Files.exists(Documents.ROOT.resolve(words.get(0))) ? List.of() : List.of(words.get(0));
		}
		int program = words.indexOf("mvn");
		return (program < 0) ? unknownJars(words) : unknownToMaven(words.subList(program + 1, words.size()));
	}

	// Those of other directories are made by the commands before.
	private static List<String> unknownJars(List<String> words) {
		return words.stream()
			.filter((word) -> word.contains("/target/") && word.endsWith(".jar"))
			.filter((word) -> !isBuilt(word))
			.toList();
	}

	private static boolean isBuilt(String jar) {
		Path pom = Documents.ROOT.resolve(jar.substring(0, jar.indexOf("/target/"))).resolve("pom.xml");
		String name = jar.substring(jar.lastIndexOf('/') + 1, jar.length() - ".jar".length());
		String artifact = name.replaceFirst("-\\d+\\..*$", "");
		return Files.exists(pom) && (Documents.read(pom).contains("<finalName>" + name + "</finalName>")
				|| (Documents.read(pom).contains("<artifactId>" + artifact + "</artifactId>")
						&& name.equals(artifact + "-" + MavenNames.version())));
	}

	private static List<String> unknownToMaven(List<String> words) {
		List<String> unknown = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			if (word.equals("-pl")) {
				Stream.of(words.get(++i).split(","))
					.filter((module) -> !Files.exists(Documents.ROOT.resolve(module).resolve("pom.xml")))
					.forEach(unknown::add);
			}
			else if (!isKnown(word)) {
				unknown.add(word);
			}
		}
		return unknown;
	}

	private static boolean isKnown(String word) {
		if (word.startsWith("-P")) {
			return profiles().containsAll(List.of(word.substring(2).split(",")));
		}
		if (word.startsWith("-D")) {
			String name = word.substring(2).replaceFirst("=.*", "");
			String value = word.substring(word.indexOf('=') + 1).replace("'", "");
			return (!name.equals("test") && !name.equals("it.test") || isTest(value))
					&& (OPTIONS.contains(name) || isRead(name));
		}
		return Set.of("-am", "-q", "-o", "-B", "-N", "-T1C", "...").contains(word) || PHASES.contains(word) || Pattern
			.matches("(spring-boot|spring-javaformat|dependency|versions|pitest):[a-zA-Z-]+(@[a-z-]+)?", word);
	}

	private static Set<String> profiles() {
		Set<String> profiles = new TreeSet<>();
		MavenNames.poms()
			.forEach((pom) -> Documents.find(PROFILE, Documents.read(pom))
				.forEach((profile) -> profiles.add(profile.group(1))));
		return profiles;
	}

	private static boolean isTest(String patterns) {
		return Stream.of(patterns.split(",")).allMatch((pattern) -> {
			String name = pattern.replaceFirst("#.*", "");
			PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:**/" + name + ".java");
			return name.equals("none") || MavenNames.tests().stream().anyMatch(matcher::matches);
		});
	}

	private static boolean isRead(String property) {
		return MavenNames.poms().stream().anyMatch((pom) -> Documents.read(pom).contains(property))
				|| MavenNames.tests().stream().anyMatch((test) -> Documents.read(test).contains('"' + property + '"'));
	}

}
