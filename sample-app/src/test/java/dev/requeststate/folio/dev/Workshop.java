package dev.requeststate.folio.dev;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A copy of an application's sources and classes, to be edited and compiled as a
 * developer does. For one thread.
 */
final class Workshop {

	private static final String RELEASE = "17";

	private final Path sources;

	private final Path classes;

	private Workshop(Path sources, Path classes) {
		this.sources = sources;
		this.classes = classes;
	}

	/**
	 * Copies the sources and the compiled classes with their resources.
	 * @param sources the root of the packages
	 * @param classes what the build has made of them
	 * @param directory where to put the copies; emptied first
	 */
	static Workshop copy(Path sources, Path classes, Path directory) throws IOException {
		delete(directory);
		Workshop workshop = new Workshop(directory.resolve("java"), directory.resolve("classes"));
		copy(sources, workshop.sources);
		copy(classes, workshop.classes);
		return workshop;
	}

	Path classes() {
		return this.classes;
	}

	/**
	 * Replaces a text that stands in a source file exactly once.
	 * @param source the file, below the root of the packages
	 */
	void edit(String source, String text, String replacement) throws IOException {
		Path file = this.sources.resolve(source);
		String before = Files.readString(file);
		int at = before.indexOf(text);
		if (at < 0 || before.indexOf(text, at + 1) >= 0) {
			throw new IllegalArgumentException("'" + text + "' does not stand in " + source + " exactly once");
		}
		Files.writeString(file, before.replace(text, replacement));
	}

	/**
	 * Compiles source files into the class directory.
	 * @param libraries the class path beside it
	 * @param changed the files, below the root of the packages
	 * @return the errors, none if everything was compiled
	 */
	List<String> compile(List<Path> libraries, List<String> changed) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (compiler == null) {
			throw new IllegalStateException("This JVM has no compiler: run the suite with a JDK");
		}
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
			List<Path> classPath = new ArrayList<>(libraries);
			classPath.add(this.classes);
			List<String> options = List.of("--release", RELEASE, "-parameters", "-g", "-proc:none", "-d",
					this.classes.toString(), "-cp",
					classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
			boolean done = compiler
				.getTask(null, files, diagnostics, options, null,
						files.getJavaFileObjectsFromPaths(changed.stream().map(this.sources::resolve).toList()))
				.call();
			List<String> errors = diagnostics.getDiagnostics()
				.stream()
				.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
				.map((diagnostic) -> diagnostic.getMessage(Locale.ROOT))
				.toList();
			if (done != errors.isEmpty()) {
				throw new IllegalStateException("The compiler says " + done + ", and reports " + errors);
			}
			return errors;
		}
	}

	/**
	 * Makes a class file newer, as a compiler does that finds nothing new in the source.
	 * @param name the file, below the root of the packages
	 */
	void touch(String name) throws IOException {
		Path file = this.classes.resolve(name);
		Instant now = Instant.now();
		Instant before = Files.getLastModifiedTime(file).toInstant();
		Files.setLastModifiedTime(file, FileTime.from(now.isAfter(before) ? now : before.plusSeconds(1)));
	}

	/**
	 * Returns every class file with its size and its time, as a watcher sees them.
	 */
	List<String> snapshot() throws IOException {
		try (Stream<Path> files = Files.walk(this.classes)) {
			return files.filter(Files::isRegularFile).sorted().map(Workshop::describe).toList();
		}
	}

	private static String describe(Path file) {
		try {
			return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path source, Path target) throws IOException {
		try (Stream<Path> files = Files.walk(source)) {
			for (Path file : files.toList()) {
				Path copy = target.resolve(source.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(copy);
				}
				else {
					Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
				}
			}
		}
	}

	private static void delete(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}
		});
	}

}
