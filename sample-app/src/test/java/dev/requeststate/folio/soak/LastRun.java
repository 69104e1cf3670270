package dev.requeststate.folio.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is written down of a run that went through, for whoever reads the table at the end
 * of the build, in which it is not run.
 *
 * @param command how it was run
 * @param figure what came of it, in one line
 */
record LastRun(String command, String figure) {

	/**
	 * Write it down.
	 * @param file a properties file; its directory is made
	 * @param repository the working tree whose commit it is about
	 */
	void write(Path file, Path repository) throws IOException, InterruptedException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, """
				date=%s
				commit=%s
				command=%s
				figure=%s
				""".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), commit(repository), this.command,
				this.figure));
	}

	private static String commit(Path repository) throws IOException, InterruptedException {
		Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").directory(repository.toFile())
			.redirectErrorStream(true)
			.start();
		String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		if (git.waitFor() != 0) {
			throw new IOException("git has said: " + said);
		}
		return said;
	}

}
