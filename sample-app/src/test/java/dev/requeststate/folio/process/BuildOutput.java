package dev.requeststate.folio.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the build has put what the suites run, and where they put what they write.
 *
 * @param packagedJar the executable jar
 * @param devClassPath the file with the class path of a run from class directories, as
 * the build resolved it
 * @param testClassPath the file with the class path of the tests, which has Jetty
 * @param directory for logs and offending responses
 */
public record BuildOutput(Path packagedJar, Path devClassPath, Path testClassPath, Path directory) {

	/**
	 * Reads the system properties that the build sets for the suites.
	 */
	public static BuildOutput fromSystemProperties() {
		return new BuildOutput(path("suites.packaged-jar"), path("suites.dev-class-path"),
				path("suites.test-class-path"), path("suites.directory"));
	}

	/**
	 * Returns the class path of a run from class directories on a container.
	 */
	public DevClassPath devClassPath(Container container) {
		DevClassPath classPath = DevClassPath.read(this.devClassPath);
		return (container == Container.JETTY) ? classPath.onJetty(jettyJars()) : classPath;
	}

	/**
	 * Returns the class path of a run with the library's jars, as in an application that
	 * uses it.
	 * @param classes the directory of Folio's own classes
	 */
	public DevClassPath devClassPath(Path classes) {
		return DevClassPath.outsideOfThisBuild(this.devClassPath, classes);
	}

	/**
	 * Returns Folio's own class directory.
	 */
	public Path classes() {
		return this.devClassPath.toAbsolutePath().resolveSibling("classes");
	}

	/**
	 * Returns the sources of Folio.
	 */
	public Path sources() {
		return classes().resolve("../../src/main/java").normalize();
	}

	/**
	 * Returns the executable jar with a container in it.
	 */
	public Path packagedJar(Container container) throws IOException {
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
	public static Path java() {
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
