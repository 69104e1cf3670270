package dev.requeststate.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What came of the last run of the profile, for those who do not run it again.
 */
final class LastRun {

	private LastRun() {
	}

	/**
	 * Write it down where the build wants it.
	 * @param complete whether all campaigns were run and found nothing
	 * @param cases how many cases they had
	 */
	static void writeIf(boolean complete, long cases) throws IOException, InterruptedException {
		String file = System.getProperty("fuzz.last-run", "");
		if (complete && !file.isEmpty()) {
			Files.createDirectories(Path.of(file).getParent());
			Files.write(Path.of(file),
					List.of("date=" + Instant.now().truncatedTo(ChronoUnit.SECONDS), "commit=" + commit(),
							"command=mvn verify -pl fuzz -am -Pfuzz",
							"figure=" + String.format("%,d", cases).replace(',', ' ') + " cases, 0 findings"));
		}
	}

	private static String commit() throws IOException, InterruptedException {
		Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
		String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
		return (git.waitFor() == 0) ? commit : "unknown";
	}

}
