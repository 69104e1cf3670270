package dev.requeststate.compatibility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file that says when the matrix was run last, and what came of it.
 */
final class LastRun {

	private static final Path FILE = Path.of("../.ci/last-runs/compatibility.properties");

	private LastRun() {
	}

	/**
	 * Write it.
	 * @param results a line for each combination, in their order
	 */
	static void write(Map<Combination, String> results) throws IOException {
		List<String> lines = new ArrayList<>();
		lines.add("date=" + Instant.now().truncatedTo(ChronoUnit.SECONDS));
		lines.add("commit=" + commit());
		lines.add(
				"command=mvn verify -pl compatibility -am -Pcompatibility -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false");
		lines.add("figure=" + results.size() + " of " + results.size() + " combinations built, tested and isolated");
		results.forEach((combination, result) -> lines.add(combination.key() + "=" + result));
		Files.createDirectories(FILE.getParent());
		Files.write(FILE, lines);
	}

	private static String commit() throws IOException {
		Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
		return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

}
