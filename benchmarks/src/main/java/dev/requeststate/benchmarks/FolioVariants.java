package dev.requeststate.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.requeststate.benchmarks.folio.FolioPages;

/**
 * The pages of the packaged sample, with the library and without it. The class files of
 * the pages are the same; without the library, {@code src/spring-scope} has the types
 * that they name.
 */
final class FolioVariants {

	// The same heap for all of its life and the collector with the fewest threads, so
	// that what differs is what the pages themselves do.
	private static final List<String> LOADED = List.of("-Xms512m", "-XX:+UseSerialGC");

	// As the plugins of Spring Boot run an application that is being developed.
	private static final List<String> DEVELOPED = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-Dspring.devtools.restart.trigger-file=none", "-Dspring.devtools.livereload.enabled=false");

	private final List<Path> with;

	private final List<Path> without;

	private final Path devTools;

	/**
	 * Put the class paths together.
	 * @param sample the sample
	 * @param directory an empty directory for what is not the sample's
	 */
	FolioVariants(PackagedSample sample, Path directory) throws IOException {
		Path here = here();
		Path pages = directory.resolve("pages");
		String folio = FolioPages.class.getPackageName().replace('.', '/');
		Unpacked.copy(here, folio, pages.resolve(folio));
		Path springScope = directory.resolve("spring-scope");
		Unpacked.copy(here, "spring-scope", springScope);
		Unpacked.copy(here, "devtools", directory);
		this.devTools = directory.resolve("spring-boot-devtools.jar");
		this.with = joined(List.of(pages), sample.with());
		this.without = joined(List.of(pages, springScope), sample.without());
	}

	private static Path here() {
		try {
			return Path.of(FolioVariants.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Path> joined(List<Path> first, List<Path> second) {
		List<Path> joined = new ArrayList<>(first);
		joined.addAll(second);
		return joined;
	}

	ServerProcess with() throws IOException {
		return start(LOADED, this.with);
	}

	ServerProcess without() throws IOException {
		return start(LOADED, this.without);
	}

	/**
	 * The same with DevTools.
	 */
	ServerProcess developedWith() throws IOException {
		return start(DEVELOPED, joined(this.with, List.of(this.devTools)));
	}

	/**
	 * The same with DevTools.
	 */
	ServerProcess developedWithout() throws IOException {
		return start(DEVELOPED, joined(this.without, List.of(this.devTools)));
	}

	private static ServerProcess start(List<String> options, List<Path> classPath) throws IOException {
		List<String> program = new ArrayList<>(options);
		program.add("-cp");
		program.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		program.add(FolioPages.class.getName());
		return new ServerProcess(program, List.of());
	}

}
