package dev.requeststate.retained;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application of a few small classes in the package {@code app}, as DevTools runs it:
 * a directory on the class path, whose classes one class loader has loaded for the JVM,
 * the main copy, and another one, above it, for each restart.
 */
final class RestartedApplication implements AutoCloseable {

	private static final Pattern TYPE = Pattern
		.compile("^(?:public )?(?:final )?(?:class|record|enum|interface) (\\w+)", Pattern.MULTILINE);

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private final Path directory;

	private final URLClassLoader main;

	private final List<URLClassLoader> loaders = new ArrayList<>();

	/**
	 * Compile an application.
	 * @param sources the bodies of its files, without package declaration and imports
	 */
	RestartedApplication(String... sources) throws IOException {
		this.directory = Files.createTempDirectory("application");
		this.main = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				RestartedApplication.class.getClassLoader());
		if (sources.length > 0) {
			compile(sources);
		}
	}

	/**
	 * Compile other classes, in place of all that were there.
	 */
	void compile(String... sources) throws IOException {
		deleteClasses();
		StringWriter errors = new StringWriter();
		List<String> options = List.of("-proc:none", "-nowarn", "-d", this.directory.toString(), "-cp",
				location(RetainedState.class) + System.getProperty("path.separator")
						+ location(RestartedApplication.class));
		boolean compiled = COMPILER
			.getTask(errors, null, null, options, null, Arrays.stream(sources).map(Source::new).toList())
			.call();
		assertThat(compiled).as(errors.toString()).isTrue();
	}

	/**
	 * The class that the JVM's own class loader knows.
	 */
	Class<?> mainCopy(String name) throws ClassNotFoundException {
		return this.main.loadClass("app." + name);
	}

	/**
	 * Load the classes anew, and tell nobody.
	 */
	ClassLoader load(URL... more) throws IOException {
		List<URL> urls = new ArrayList<>(List.of(more));
		urls.add(this.directory.toUri().toURL());
		RestartClassLoader loader = new RestartClassLoader(this.main, urls.toArray(URL[]::new));
		this.loaders.add(loader);
		return loader;
	}

	/**
	 * Load the classes anew and begin a generation with them.
	 */
	ClassLoader restart() throws IOException {
		ClassLoader loader = load();
		RetainedGeneration.begin(loader);
		return loader;
	}

	/**
	 * Refer to no class loader of a restart any more.
	 */
	void forget() {
		this.loaders.clear();
	}

	/**
	 * The class loader of the last restart.
	 */
	ClassLoader loader() {
		return this.loaders.get(this.loaders.size() - 1);
	}

	/**
	 * Where a class was loaded from.
	 */
	static Path location(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Call a static method of a class of the application.
	 */
	static Object call(ClassLoader loader, String type, String method, Object... arguments) throws Exception {
		return call(loader.loadClass("app." + type), method, arguments);
	}

	/**
	 * Call a static method, the only one of its name.
	 */
	static Object call(Class<?> type, String method, Object... arguments) throws Exception {
		Method called = Stream.of(type.getDeclaredMethods())
			.filter((each) -> each.getName().equals(method) && Modifier.isStatic(each.getModifiers()))
			.findFirst()
			.orElseThrow();
		called.setAccessible(true);
		try {
			return called.invoke(null, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (Exception) ex.getCause();
		}
	}

	/**
	 * Delete the classes, and forget the values that they have left behind, which the
	 * restart of another application would find.
	 */
	@Override
	public void close() throws IOException {
		Leftovers.forget();
		for (URLClassLoader loader : this.loaders) {
			loader.close();
		}
		this.main.close();
		deleteClasses();
		Files.delete(this.directory);
	}

	private void deleteClasses() throws IOException {
		Path classes = this.directory.resolve("app");
		if (Files.exists(classes)) {
			try (Stream<Path> files = Files.list(classes)) {
				for (Path file : files.toList()) {
					Files.delete(file);
				}
			}
			Files.delete(classes);
		}
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String body;

		Source(String body) {
			super(URI.create("string:///app/" + name(body) + ".java"), Kind.SOURCE);
			this.body = body;
		}

		private static String name(String body) {
			Matcher matcher = TYPE.matcher(body);
			assertThat(matcher.find()).isTrue();
			return matcher.group(1);
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return """
					package app;
					import dev.requeststate.retained.*;
					import java.io.*;
					import java.util.*;
					import java.util.concurrent.*;
					import java.util.concurrent.atomic.*;
					import java.util.function.*;
					""" + this.body;
		}

	}

}
