package dev.requeststate.folio.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions to a running JVM by the {@code jcmd} that comes with the JVM of the suites.
 */
final class Jcmd {

	private final ProcessHandle process;

	Jcmd(ProcessHandle process) {
		this.process = process;
	}

	/**
	 * Whether this JVM comes with it.
	 */
	static boolean isAvailable() {
		return Files.isExecutable(path());
	}

	/**
	 * The command, ready to be started, with one stream for all that it says.
	 */
	ProcessBuilder command(String... command) {
		List<String> line = new ArrayList<>();
		line.add(path().toString());
		line.add(Long.toString(this.process.pid()));
		line.addAll(List.of(command));
		return new ProcessBuilder(line).redirectErrorStream(true);
	}

	private static Path path() {
		return BuildOutput.java().resolveSibling("jcmd");
	}

}
