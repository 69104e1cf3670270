package dev.requeststate.folio.sbom;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The page that lists every library, each once, in the first of the sections that has it.
 */
final class DependenciesPage {

	private static final String BEGINNING = """
			# Dependencies

			What the build resolves, from the software bills of materials that it writes: each library once, where it is used first. Several
			licences are a choice. Nobody edits this page: when a dependency changes, the build fails until

			```
			mvn verify -pl sample-app -am -Dtest=none -Dit.test=DependenciesSuite -Dsurefire.failIfNoSpecifiedTests=false -Ddependencies.write=true
			```

			has written it again. What an application gets with the starter has to have a licence of a short list, which is in
			[`DependenciesSuite`](../sample-app/src/test/java/dev/requeststate/folio/sbom/DependenciesSuite.java). The bill of a module is
			published beside its jar, as `-cyclonedx.json`; Folio has its own in its jar, where Spring Boot's actuator shows it as `sbom`, if that
			endpoint is exposed. What only the benchmarks and the races have is in their POMs.
			""";

	private DependenciesPage() {
	}

	static String of(Map<String, Set<Library>> sections) {
		StringBuilder page = new StringBuilder(BEGINNING);
		Set<Library> shown = new TreeSet<>();
		sections.forEach((title, libraries) -> {
			page.append("\n## ").append(title).append("\n\n| library | version | licence |\n|---|---|---|\n");
			libraries.stream().filter(shown::add).forEach((library) -> page.append(row(library)));
		});
		return page.toString();
	}

	private static String row(Library library) {
		String licences = library.licences().isEmpty() ? "not said"
				: library.licences().stream().sorted().distinct().collect(Collectors.joining(" or "));
		return "| `" + library.group() + ":" + library.name() + "` | " + library.version() + " | " + licences + " |\n";
	}

}
