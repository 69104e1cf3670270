package dev.requeststate.spring.devtools.restarts;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Class files of this build, to be put on a class path as a directory or as a jar,
 * whichever of the two Maven has.
 */
final class Classes {

	private final Path location;

	private final Predicate<String> included;

	private Classes(Path location, Predicate<String> included) {
		this.location = location;
		this.included = included;
	}

	/**
	 * All that is where a class is.
	 */
	static Classes beside(Class<?> type) {
		return new Classes(locationOf(type), (name) -> true);
	}

	/**
	 * The packages of some classes, from where the first is.
	 */
	static Classes ofPackages(Class<?>... types) {
		return new Classes(locationOf(types[0]),
				(name) -> Stream.of(types)
					.anyMatch((type) -> name.startsWith(type.getPackageName().replace('.', '/') + "/")
							&& name.endsWith(".class")));
	}

	private static Path locationOf(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Path location() {
		return this.location;
	}

	Path toDirectory(Path directory) throws IOException {
		each((name, file) -> {
			Path target = directory.resolve(name);
			Files.createDirectories(target.getParent());
			Files.copy(file, target);
		});
		return directory;
	}

	Path toJar(Path jar) throws IOException {
		Files.createDirectories(jar.getParent());
		try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
			each((name, file) -> {
				entries.putNextEntry(new JarEntry(name));
				Files.copy(file, entries);
				entries.closeEntry();
			});
		}
		return jar;
	}

	private void each(FileAction action) throws IOException {
		if (Files.isDirectory(this.location)) {
			each(this.location, action);
			return;
		}
		try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + this.location.toUri()), Map.of())) {
			each(jar.getPath("/"), action);
		}
	}

	private void each(Path root, FileAction action) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				String name = root.relativize(file).toString().replace(File.separatorChar, '/');
				if (this.included.test(name)) {
					action.accept(name, file);
				}
			}
		}
	}

	private interface FileAction {

		void accept(String name, Path file) throws IOException;

	}

}
