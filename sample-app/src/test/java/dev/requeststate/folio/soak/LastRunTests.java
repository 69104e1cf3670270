package dev.requeststate.folio.soak;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class LastRunTests {

	@TempDir
	private Path directory;

	@Test
	void theRunIsWrittenWithItsDateAndCommit() throws Exception {
		git("init", "-q");
		git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-q", "--allow-empty", "-m", "Test");
		Path file = this.directory.resolve("runs/soak.properties");
		new LastRun("mvn verify", "nothing lost").write(file, this.directory);
		Properties written = new Properties();
		try (Reader reader = Files.newBufferedReader(file)) {
			written.load(reader);
		}
		assertThat(written).containsOnlyKeys("date", "commit", "command", "figure")
			.containsEntry("command", "mvn verify")
			.containsEntry("figure", "nothing lost");
		assertThat(Instant.parse(written.getProperty("date"))).isBefore(Instant.now());
		assertThat(written.getProperty("commit")).matches("[0-9a-f]{7,}");
	}

	@Test
	void whereThereIsNoCommitNothingIsWritten() {
		assertThatIOException()
			.isThrownBy(() -> new LastRun("mvn verify", "").write(this.directory.resolve("run"), this.directory))
			.withMessageContaining("git has said");
	}

	private void git(String... arguments) throws IOException, InterruptedException {
		String[] command = new String[arguments.length + 1];
		command[0] = "git";
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		assertThat(new ProcessBuilder(command).directory(this.directory.toFile()).inheritIO().start().waitFor())
			.isZero();
	}

}
