package dev.requeststate.folio.isolation.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the build has put what the suite runs, and where the suite puts what it writes.
 *
 * @param packagedJar the executable jar
 * @param devClassPath the file with the class path of a run from class directories, as
 * the build resolved it
 * @param testClassPath the file with the class path of the tests, which has Jetty
 * @param directory for logs and offending responses
 */
record BuildOutput(Path packagedJar, Path devClassPath, Path testClassPath, Path directory) {

	/**
	 * Reads the system properties that the build sets for the suite.
	 */
	static BuildOutput fromSystemProperties() {
		return new BuildOutput(path("isolation.packaged-jar"), path("isolation.dev-class-path"),
				path("isolation.test-class-path"), path("isolation.directory"));
	}

	/**
	 * Returns the class path of a run from class directories on a container.
	 */
	DevClassPath devClassPath(Container container) {
		DevClassPath classPath = DevClassPath.read(this.devClassPath);
		return (container == Container.JETTY) ? classPath.onJetty(jettyJars()) : classPath;
	}

	/**
	 * Returns the executable jar with a container in it.
	 */
	Path packagedJar(Container container) throws IOException {
		if (container == Container.TOMCAT) {
			return this.packagedJar;
		}
		Path jar = this.directory.resolve("folio-on-jetty.jar");
		JettyJar.write(this.packagedJar, jettyJars(), jar);
		return jar;
	}

	private List<Path> jettyJars() {
		return DevClassPath.entries(this.testClassPath).stream().filter(Container.JETTY::owns).toList();
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
