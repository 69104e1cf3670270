package dev.requeststate.folio.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A program that is installed on this machine.
 */
public final class InstalledProgram {

	private InstalledProgram() {
	}

	/**
	 * Look for a program on the path of this process.
	 * @param names how it is called, the likeliest first
	 */
	public static Optional<Path> onThePath(String... names) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Arrays.stream(names)
			.flatMap((name) -> Arrays.stream(path.split(File.pathSeparator))
				.filter((directory) -> !directory.isEmpty())
				.map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
