package dev.requeststate.spring.devtools.restarts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.requeststate.RequestState;
import dev.requeststate.context.UsedSlots;
import dev.requeststate.context.RequestContext;
import dev.requeststate.spring.devtools.restarts.driver.Driver;

/**
 * How the class path of an application is made up.
 */
enum Layout {

	/**
	 * As with the published library: in jars.
	 */
	JARS {

		@Override
		List<Path> library(Path directory) throws IOException {
			return List.of(core().toJar(directory.resolve("lib/request-state-core-0.0.1.jar")), autoconfigure()
				.toJar(directory.resolve("lib/request-state-spring-boot-autoconfigure-0.0.1-SNAPSHOT.jar")));
		}

	},

	/**
	 * As where the modules of the library are part of the same build, and nothing is
	 * excluded from restarts.
	 */
	DIRECTORIES {

		@Override
		List<Path> library(Path directory) throws IOException {
			return List.of(core().toDirectory(directory.resolve("core/target/classes")),
					autoconfigure().toDirectory(directory.resolve("autoconfigure/target/classes")));
		}

	},

	/**
	 * As where only one module of the library is part of the same build.
	 */
	CORE_IN_A_DIRECTORY {

		@Override
		List<Path> library(Path directory) throws IOException {
			return List.of(DIRECTORIES.library(directory).get(0), JARS.library(directory).get(1));
		}

	},

	/**
	 * Without DevTools.
	 */
	NO_DEVTOOLS {

		@Override
		List<Path> library(Path directory) throws IOException {
			return JARS.library(directory);
		}

		@Override
		boolean isLeftOut(String name) {
			return name.startsWith("spring-boot-devtools") || super.isLeftOut(name);
		}

	},

	/**
	 * Without this library.
	 */
	NO_LIBRARY {

		@Override
		List<Path> library(Path directory) {
			return List.of();
		}

	};

	// What the tests of this module have on their class path, and an application that
	// uses Tomcat and nothing else has not.
	private static final Pattern TESTS_ONLY = Pattern.compile("jetty|security|thymeleaf|attoparser|unbescape|"
			+ "validat|reactor|aspectj|junit|opentest4j|apiguardian|mockito|byte-buddy|objenesis|assertj|awaitility|"
			+ "hamcrest|archunit|jsonassert|json-path|xmlunit|spring-test|spring-core-test|websocket|surefire|-test-|"
			+ "-test[.]jar|spring-boot-resttestclient|http2|-tx-|asm-|accessors-smart|json-smart|android-json|"
			+ "cache|caffeine|redis|lettuce|netty|spring-data|-data-|-persistence-|-transaction-|spring-oxm|"
			+ "restclient|-http-client-|-tracing-");

	abstract List<Path> library(Path directory) throws IOException;

	/**
	 * Put a class path together.
	 * @param application the main class, whose package is a directory of the class path
	 * @param directory an empty directory for what has to be made
	 * @return in the format of {@code java -cp}
	 */
	String classPath(Class<?> application, Path directory) throws IOException {
		List<Path> entries = new ArrayList<>();
		entries.add(Classes.ofPackages(application).toDirectory(directory.resolve("app/target/classes")));
		entries.add(Classes.ofPackages(Driver.class, UsedSlots.class).toJar(directory.resolve("lib/driver.jar")));
		entries.addAll(library(directory));
		List<Path> ours = List.of(core().location(), autoconfigure().location(),
				Classes.ofPackages(Driver.class).location());
		Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> !ours.contains(entry))
			.filter((entry) -> !isLeftOut(entry.getFileName().toString()))
			.forEach(entries::add);
		return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	boolean isLeftOut(String name) {
		return TESTS_ONLY.matcher(name).find();
	}

	static Classes core() {
		return Classes.beside(RequestContext.class);
	}

	static Classes autoconfigure() {
		return Classes.beside(RequestState.class);
	}

}
