package dev.requeststate.folio.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import dev.requeststate.folio.process.BuildOutput;
import dev.requeststate.folio.process.Needed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the build has resolved is what docs/dependencies.md lists, and what an application
 * gets with the starter is nothing but ours and Spring Boot's, under licences that nobody
 * has to ask about.
 */
class DependenciesSuite {

	private static final Path PAGE = Path.of("../docs/dependencies.md");

	private static final Path USERS = Path.of("../starter/target/bom.json");

	private static final Path PACKAGED = Path.of("target/classes/META-INF/sbom/application.cdx.json");

	private static final Set<String> ACCEPTED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-1.0",
			"EPL-2.0");

	@BeforeEach
	void bills() {
		boolean written = Stream.of(USERS, PACKAGED, withTests("core"), withTests("autoconfigure"), withTests("."))
			.allMatch(Files::exists);
		Needed.by("dependencies").isThere(written, "the bills of materials are not written without network (-o)");
	}

	@Test
	void whatIsResolvedIsOnThePage() throws IOException {
		String page = DependenciesPage.of(sections());
		if (Boolean.getBoolean("dependencies.write")) {
			Files.writeString(PAGE, page);
		}
		Set<String> resolved = new TreeSet<>(page.lines().toList());
		Set<String> listed = new TreeSet<>(Files.readAllLines(PAGE));
		assertThat(without(listed, resolved))
			.as("on docs/dependencies.md and not resolved; the page says how it is written")
			.isEmpty();
		assertThat(without(resolved, listed))
			.as("resolved and not on docs/dependencies.md; the page says how it is written")
			.isEmpty();
		assertThat(Files.readString(PAGE)).isEqualTo(page);
	}

	@Test
	void anApplicationGetsNothingButOursAndSpringBootsStarter() {
		Sbom sbom = Sbom.read(USERS);
		assertThat(strangers(sbom)).isEmpty();
		assertThat(sbom.libraries()).hasSizeGreaterThan(8);
	}

	@Test
	void whatAnApplicationGetsHasALicenceOfTheList() {
		assertThat(unaccepted(Sbom.read(USERS).libraries())).isEmpty();
	}

	@Test
	void theJarOfFolioSaysWhatIsInIt() throws IOException {
		try (JarFile jar = new JarFile(BuildOutput.fromSystemProperties().packagedJar().toFile())) {
			String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
			Sbom sbom = Sbom.of(JsonMapper.shared().readTree(jar.getInputStream(jar.getEntry(location))));
			assertThat(sbom.broughtBy("request-state-core")).isNotEmpty();
			assertThat(sbom.libraries()).containsAll(Sbom.read(USERS).libraries());
		}
	}

	@Test
	void aLibraryOfSomebodyElseIsFound() {
		Sbom sbom = Sbom.of(JsonMapper.shared()
			.readTree(
					"""
							{
								"components": [
									{ "bom-ref": "ours", "group": "dev.requeststate", "name": "request-state-core", "version": "1" },
									{ "bom-ref": "boot", "group": "boot", "name": "spring-boot-starter", "version": "2" },
									{ "bom-ref": "spring", "group": "spring", "name": "spring-core", "version": "3",
										"licenses": [ { "license": { "name": "Mine" } }, { "license": { "id": "MIT" } } ] },
									{ "bom-ref": "else", "group": "else", "name": "else", "version": "4",
										"licenses": [ { "expression": "AGPL-3.0 OR GPL-3.0" } ] }
								],
								"dependencies": [
									{ "ref": "ours", "dependsOn": [ "spring", "else" ] },
									{ "ref": "boot", "dependsOn": [ "spring" ] }
								]
							}
							"""));
		assertThat(strangers(sbom)).hasToString("[else:else:4]");
		assertThat(unaccepted(sbom.libraries())).extracting(Library::name)
			.containsExactly("spring-boot-starter", "else");
		assertThat(DependenciesPage.of(Map.of("All", sbom.libraries()))).contains("\n## All\n",
				"| `spring:spring-core` | 3 | MIT or Mine |\n", "| `else:else` | 4 | AGPL-3.0 or GPL-3.0 |\n",
				"| `boot:spring-boot-starter` | 2 | not said |\n");
	}

	private static Set<Library> strangers(Sbom sbom) {
		return without(sbom.libraries(), sbom.broughtBy("spring-boot-starter"));
	}

	private static List<Library> unaccepted(Set<Library> libraries) {
		return libraries.stream().filter((library) -> !library.hasOneOf(ACCEPTED)).toList();
	}

	private static Map<String, Set<Library>> sections() {
		Map<String, Set<Library>> sections = new LinkedHashMap<>();
		sections.put("With the starter", Sbom.read(USERS).libraries());
		sections.put("Optional: used where an application has it",
				both(Path.of("../core/target/bom.json"), Path.of("../autoconfigure/target/bom.json")));
		sections.put("Folio, the sample", Sbom.read(PACKAGED).libraries());
		sections.put("Tests alone", both(withTests("core"), withTests("autoconfigure"), withTests(".")));
		return sections;
	}

	private static Path withTests(String module) {
		return (module.equals(".") ? Path.of("target") : Path.of("..", module, "target"))
			.resolve("bom-with-tests.json");
	}

	private static Set<Library> both(Path... files) {
		Set<Library> libraries = new TreeSet<>();
		Stream.of(files).forEach((file) -> libraries.addAll(Sbom.read(file).libraries()));
		return libraries;
	}

	private static <T> Set<T> without(Set<T> all, Set<T> others) {
		Set<T> rest = new TreeSet<>(all);
		rest.removeAll(others);
		return rest;
	}

}
