package dev.requeststate.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Judges the reports that PIT has left of the core and of the Spring scope, which may
 * come from several runs.
 */
class MutationSuite {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final List<String> CORE = List.of("context", "servlet", "call", "propagation", "retained");

	private static final String SCOPE = "spring.scope";

	@Test
	void enoughMutantsAreKilledAndExactlyThoseSurviveThatAreExplained() throws Exception {
		Map<String, List<Mutant>> parts = new LinkedHashMap<>();
		List<Mutant> core = new ArrayList<>();
		for (String name : CORE) {
			core.addAll(mutants("core", name));
		}
		parts.put("core", core);
		parts.put(SCOPE, mutants("autoconfigure", SCOPE));
		Explanations explanations = Explanations.of(Files.readString(ROOT.resolve("docs/mutation-testing.md")));
		Verdict verdict = Verdict.on(parts, explanations);
		System.out.println("mutants killed: " + verdict.figure());
		assertThat(verdict.problems()).as("%s; see docs/mutation-testing.md", verdict.figure()).isEmpty();
	}

	private static List<Mutant> mutants(String module, String name) throws IOException {
		Path target = ROOT.resolve(module).resolve("target");
		Path report = target.resolve("pit-reports").resolve(name).resolve("mutations.xml");
		assertThat(report).as("what PIT says of %s", name).exists();
		Path classes = target.resolve("classes/dev/requeststate").resolve(name.replace('.', '/'));
		assertThat(Files.getLastModifiedTime(report)).as("the report on %s, which must be of these classes", name)
			.isGreaterThan(newest(classes));
		return Mutant.in(report);
	}

	private static FileTime newest(Path classes) throws IOException {
		try (Stream<Path> files = Files.list(classes)) {
			List<FileTime> times = new ArrayList<>();
			for (Path file : files.toList()) {
				times.add(Files.getLastModifiedTime(file));
			}
			return times.stream().max(Comparator.naturalOrder()).orElseThrow();
		}
	}

}
