package dev.requeststate.folio.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The forms in which Folio is run, and the command line of each.
 */
public enum FolioForm {

	/**
	 * From class directories with DevTools, as an IDE or {@code spring-boot:run} does.
	 */
	DEV {
		@Override
		List<String> program(BuildOutput build, Container container) {
			return List.of("-XX:TieredStopAtLevel=1", "-cp", build.devClassPath(container).toString(),
					"dev.requeststate.folio.FolioApplication", "--spring.thymeleaf.cache=false",
					// It would listen on a fixed port, and on every network of the
					// machine.
					"--spring.devtools.livereload.enabled=false");
		}
	},

	/** As the executable jar. */
	PACKAGED {
		@Override
		List<String> program(BuildOutput build, Container container) throws IOException {
			return List.of("-jar", build.packagedJar(container).toString());
		}
	},

	/**
	 * As the executable jar, from what Spring has prepared when the jar was built. Which
	 * container and which kind of threads there are was decided then.
	 */
	AOT {
		@Override
		List<String> program(BuildOutput build, Container container) throws IOException {
			if (container != Container.TOMCAT) {
				throw new IllegalArgumentException("The jar was prepared for Tomcat");
			}
			return List.of("-Dspring.aot.enabled=true", "-jar", build.packagedJar(container).toString());
		}
	},

	/**
	 * As {@link #AOT}, and told that it is a native image, in which no class can be
	 * generated: Spring refuses to. It is none, so that what it reflects on is not
	 * restricted.
	 */
	AS_NATIVE {
		@Override
		List<String> program(BuildOutput build, Container container) throws IOException {
			List<String> program = new ArrayList<>(List.of("-Dorg.graalvm.nativeimage.imagecode=runtime"));
			program.addAll(AOT.program(build, container));
			return program;
		}
	};

	private static final List<String> HEAP = List.of("-Xmx512m");

	/**
	 * Whether the application's classes lie in a jar.
	 */
	private boolean isPackaged() {
		return this != DEV;
	}

	/**
	 * Returns what stands on the command line after the JVM's own options.
	 */
	abstract List<String> program(BuildOutput build, Container container) throws IOException;

	/**
	 * Returns the command that runs Folio with its playground, on a free port of the
	 * loopback address, on the JVM that runs this suite.
	 */
	public List<String> command(BuildOutput build, Container container, ThreadKind threads, String... arguments)
			throws IOException {
		return command(HEAP, build, container, threads, arguments);
	}

	/**
	 * Returns the command that runs Folio with its playground, on a free port of the
	 * loopback address, on the JVM that runs this suite.
	 * @param options the JVM's own options
	 */
	public List<String> command(List<String> options, BuildOutput build, Container container, ThreadKind threads,
			String... arguments) throws IOException {
		List<String> command = asDeployed(options, build, container, threads, arguments);
		if (isPackaged()) {
			// Where it is developed it is on by itself.
			command.add("--folio.playground=true");
		}
		return command;
	}

	/**
	 * Returns the same command with nothing that turns the playground on.
	 */
	public List<String> asDeployed(BuildOutput build, Container container, ThreadKind threads, String... arguments)
			throws IOException {
		return asDeployed(HEAP, build, container, threads, arguments);
	}

	private List<String> asDeployed(List<String> options, BuildOutput build, Container container, ThreadKind threads,
			String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(BuildOutput.java().toString());
		command.addAll(options);
		command.addAll(program(build, container));
		command.add("--server.port=0");
		command.add("--server.address=127.0.0.1");
		command.add("--spring.output.ansi.enabled=never");
		command.add(threads.argument());
		command.addAll(List.of(arguments));
		return command;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
