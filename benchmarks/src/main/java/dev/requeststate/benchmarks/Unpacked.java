package dev.requeststate.benchmarks;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a part of a jar, or of a directory of classes, to where a class path can have
 * it.
 */
final class Unpacked {

	private Unpacked() {
	}

	/**
	 * Copy it.
	 * @param source the jar or the directory
	 * @param part the directory in it
	 * @param target the directory that gets what is in that one, with all that is below
	 */
	static void copy(Path source, String part, Path target) throws IOException {
		if (Files.isDirectory(source)) {
			copy(source.resolve(part), target);
			return;
		}
		try (FileSystem jar = FileSystems.newFileSystem(source)) {
			copy(jar.getPath(part), target);
		}
	}

	private static void copy(Path source, Path target) throws IOException {
		List<Path> files;
		try (Stream<Path> walked = Files.walk(source)) {
			files = walked.filter(Files::isRegularFile).toList();
		}
		for (Path file : files) {
			Path copy = target.resolve(source.relativize(file).toString());
			Files.createDirectories(copy.getParent());
			Files.copy(file, copy);
		}
	}

}
