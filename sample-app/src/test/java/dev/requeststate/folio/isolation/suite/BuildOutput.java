package dev.requeststate.folio.isolation.suite;

import java.nio.file.Path;

/**
 * Where the build has put what the suite runs, and where the suite puts what it writes.
 *
 * @param packagedJar the executable jar
 * @param devClassPath the file with the class path of a run from class directories, as
 * the build resolved it
 * @param directory for logs and offending responses
 */
record BuildOutput(Path packagedJar, Path devClassPath, Path directory) {

	/**
	 * Reads the system properties that the build sets for the suite.
	 */
	static BuildOutput fromSystemProperties() {
		return new BuildOutput(path("isolation.packaged-jar"), path("isolation.dev-class-path"),
				path("isolation.directory"));
	}

	/**
	 * Returns the {@code java} of the running JVM.
	 */
	static Path java() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

	private static Path path(String property) {
		String value = System.getProperty(property);
		if (value == null) {
			throw new IllegalStateException(
					"The system property '" + property + "' is not set. The build sets it: run 'mvn verify'");
		}
		return Path.of(value);
	}

}
