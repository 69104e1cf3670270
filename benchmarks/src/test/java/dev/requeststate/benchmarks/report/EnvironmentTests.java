package dev.requeststate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written beside results.
 */
class EnvironmentTests {

	@Test
	void itIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
		Environment here = Environment.here();
		here.writeBeside(folder.resolve("jmh.json"));
		assertThat(Environment.read(folder.resolve("jmh.environment.json"))).isEqualTo(here);
	}

	@Test
	void itKnowsTheMachineAndTheCommit() throws IOException {
		Environment here = Environment.here();
		assertThat(here.processors()).isPositive();
		assertThat(here.memory()).isPositive();
		assertThat(here.jdk()).contains(System.getProperty("java.runtime.version"));
		assertThat(here.date()).matches("\\d{4}-\\d\\d-\\d\\d");
		assertThat(here.commit()).matches("[0-9a-f]{7,}|unknown");
	}

	@Test
	void itSaysNotWhereFilesLie() {
		assertThat(Environment.command("/somewhere/benchmarks.jar end-to-end /else/folio.jar -f 1 http://x"))
			.isEqualTo("benchmarks.jar end-to-end folio.jar -f 1 http://x");
	}

	@Test
	void itFindsTheVersionsThatTheBuildHasListed() {
		assertThat(Environment.versions("""

				The following files have been resolved:
				   com.example:one:jar:1.2:compile -- module one [auto]
				   com.example:two:jar:linux:3.4:runtime
				   com.example:three:jar:5.6:test
				   com.example:four:pom:7.8:compile
				""")).hasSize(2).containsEntry("com.example:one", "1.2").containsEntry("com.example:two", "3.4");
	}

}
