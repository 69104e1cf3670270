package dev.requeststate.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The JDKs of this machine: the one that runs this, and those beside it.
 */
final class Jdks {

	private Jdks() {
	}

	/**
	 * Find a JDK.
	 * @param release the number of its release
	 * @return its home
	 * @throws IllegalStateException if there is none
	 */
	static Path home(String release) throws IOException {
		Path own = Path.of(System.getProperty("java.home")).toRealPath();
		try (Stream<Path> beside = Files.list(own.getParent())) {
			return Stream.concat(Stream.of(own), beside.filter((home) -> !Files.isSymbolicLink(home)).sorted())
				.filter((home) -> Files.isExecutable(home.resolve("bin/javac")) && isOf(home, release))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("There is no JDK " + release + " beside " + own));
		}
	}

	private static boolean isOf(Path home, String release) {
		try {
			return Files.readString(home.resolve("release"))
				.lines()
				.anyMatch((line) -> line.matches("JAVA_VERSION=\"" + release + "\\b.*"));
		}
		catch (IOException ex) {
			return false;
		}
	}

}
