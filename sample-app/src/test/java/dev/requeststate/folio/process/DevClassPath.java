package dev.requeststate.folio.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a run from class directories: Folio's own classes, the class
 * directories of this build's other modules, and the jars of everything else.
 *
 * <p>
 * Once the modules are packaged, Maven resolves them to their jars. DevTools treats a jar
 * and a directory differently, so each jar that was built from a class directory beside
 * it is replaced by that directory.
 */
public final class DevClassPath {

	private static final String CLASSES = "classes";

	private final List<Path> entries;

	private DevClassPath(List<Path> entries) {
		this.entries = entries;
	}

	/**
	 * Reads the class path that the build has resolved for Folio at run time.
	 * @param file in the {@code target} directory of Folio, in the format of
	 * {@code java -cp}
	 * @throws IllegalStateException if what makes it a development class path is missing,
	 * or if it holds something that only tests use
	 */
	public static DevClassPath read(Path file) {
		List<Path> entries = new ArrayList<>();
		entries.add(file.toAbsolutePath().resolveSibling(CLASSES));
		entries(file).forEach((entry) -> entries.add(directoryIfOurs(entry)));
		DevClassPath classPath = new DevClassPath(entries);
		classPath.verify();
		return classPath;
	}

	/**
	 * Reads the class path that the build has resolved for Folio at run time, as an
	 * application elsewhere has it: with all modules of this build as jars.
	 * @param file in the format of {@code java -cp}
	 * @param classes the directory of the application's own classes
	 * @throws IllegalStateException if the modules are not packaged, DevTools is missing,
	 * or there is something that only tests use
	 */
	public static DevClassPath outsideOfThisBuild(Path file, Path classes) {
		List<Path> entries = new ArrayList<>();
		entries.add(classes);
		entries.addAll(entries(file));
		DevClassPath classPath = new DevClassPath(entries);
		classPath.expect(
				classPath.holdsJar("request-state-core-")
						&& classPath.holdsJar("request-state-spring-boot-autoconfigure-"),
				"has the jars of 'core' and 'autoconfigure'");
		classPath.verifyLibraries();
		return classPath;
	}

	/**
	 * Reads the entries of a class path.
	 * @param file in the format of {@code java -cp}
	 */
	static List<Path> entries(Path file) {
		return Stream.of(content(file).split(File.pathSeparator)).map(Path::of).toList();
	}

	/**
	 * The same class path with Jetty in place of Tomcat.
	 * @param jetty the jars of Jetty and of its starter
	 */
	DevClassPath onJetty(List<Path> jetty) {
		List<Path> entries = new ArrayList<>(this.entries);
		entries.removeIf(Container.TOMCAT::owns);
		entries.addAll(jetty);
		return new DevClassPath(entries);
	}

	public List<Path> entries() {
		return this.entries;
	}

	private static String content(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path directoryIfOurs(Path entry) {
		Path target = entry.getParent();
		if (target == null || !target.endsWith("target")) {
			return entry;
		}
		Path classes = target.resolve(CLASSES);
		return (Files.isDirectory(classes) && Files.exists(target.resolveSibling("pom.xml"))) ? classes : entry;
	}

	private void verify() {
		expect(holds("core/target/classes") && holds("autoconfigure/target/classes"),
				"has the class directories of 'core' and 'autoconfigure'");
		verifyLibraries();
	}

	private void verifyLibraries() {
		expect(holdsJar("spring-boot-devtools-"), "has DevTools");
		expect(!holdsJar("spring-boot-test-") && !holdsJar("junit-"), "has no test libraries");
	}

	private boolean holds(String end) {
		return this.entries.stream().anyMatch((entry) -> entry.endsWith(Path.of(end)));
	}

	private boolean holdsJar(String start) {
		return this.entries.stream().anyMatch((entry) -> entry.getFileName().toString().startsWith(start));
	}

	private void expect(boolean right, String expectation) {
		if (!right) {
			throw new IllegalStateException("Expected a class path that " + expectation + ", but it is " + this);
		}
	}

	/**
	 * The class path as {@code java -cp} takes it.
	 */
	@Override
	public String toString() {
		return this.entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
