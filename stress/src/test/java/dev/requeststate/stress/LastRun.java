package dev.requeststate.stress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Writes down when the races were run in full, for the table at the end of a whole build.
 *
 * @param file where, a properties file
 */
record LastRun(Path file) {

	/**
	 * Write down a run that went through.
	 * @param command what was run
	 * @param figure what came of it, in one line
	 */
	void write(String command, String figure) throws IOException, InterruptedException {
		Files.createDirectories(this.file.getParent());
		Files.write(this.file, List.of("date=" + Instant.now().truncatedTo(ChronoUnit.SECONDS), "commit=" + commit(),
				"command=" + command, "figure=" + figure + " on JDK " + Runtime.version().feature()));
	}

	private String commit() throws IOException, InterruptedException {
		Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
			.directory(this.file.getParent().toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		if (git.waitFor() != 0) {
			throw new IllegalStateException("git does not say which commit this is");
		}
		return commit;
	}

}
