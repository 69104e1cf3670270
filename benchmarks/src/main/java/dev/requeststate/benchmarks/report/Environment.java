package dev.requeststate.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured on, and what. It is written beside the results, as
 * {@code NAME.environment.json}.
 *
 * @param command the command, without the JVM in front
 * @param date in UTC
 * @param commit that the benchmarks were built from
 * @param changed whether there were changes that were not committed
 * @param processor its model
 * @param processors how many the JVM has
 * @param memory of the machine, in mebibytes
 * @param system the operating system
 * @param jdk vendor and version
 * @param collector the garbage collectors
 * @param versions of all libraries in the jar, by {@code group:artifact}
 */
public record Environment(String command, String date, String commit, boolean changed, String processor, int processors,
		long memory, String system, String jdk, String collector, Map<String, String> versions) {

	static final String ENDING = ".environment.json";

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	// As dependency:list writes them: group:artifact:type[:classifier]:version:scope.
	private static final Pattern DEPENDENCY = Pattern
		.compile("^\\s*([^:\\s]+:[^:\\s]+):jar:(?:[^:\\s]+:)?([^:\\s]+):(?:compile|runtime)\\b.*");

	/**
	 * That of this process.
	 * @throws IOException if what the build wrote down cannot be read
	 */
	public static Environment here() throws IOException {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		Properties git = new Properties();
		git.load(new StringReader(resource("git.properties")));
		return new Environment(command(System.getProperty("sun.java.command", "")),
				LocalDate.now(ZoneOffset.UTC).toString(), git.getProperty("git.commit.id.abbrev", "unknown"),
				Boolean.parseBoolean(git.getProperty("git.dirty")), processorModel(), system.getAvailableProcessors(),
				system.getTotalMemorySize() >> 20,
				system.getName() + " " + system.getVersion() + ", " + system.getArch(),
				System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
				ManagementFactory.getGarbageCollectorMXBeans()
					.stream()
					.map(GarbageCollectorMXBean::getName)
					.collect(Collectors.joining(", ")),
				versions(resource("dependencies.txt")));
	}

	static Environment read(Path file) {
		return JSON.readValue(file.toFile(), Environment.class);
	}

	/**
	 * Write it.
	 * @param results the file of the results
	 */
	public void writeBeside(Path results) {
		String name = results.getFileName().toString();
		JSON.writeValue(results.resolveSibling(name.replaceFirst("\\.json$", "") + ENDING).toFile(), this);
	}

	/**
	 * Whether it was a run that only shows that all works.
	 */
	boolean isQuick() {
		return List.of(this.command.split(" ")).stream().anyMatch(Set.of("-q", "--quick")::contains);
	}

	// Results are checked in, and where files lie is nobody's concern.
	static String command(String command) {
		return Stream.of(command.split(" "))
			.map((word) -> word.contains("/") && Path.of(word).isAbsolute() ? Path.of(word).getFileName().toString()
					: word)
			.collect(Collectors.joining(" "));
	}

	static Map<String, String> versions(String dependencies) {
		Map<String, String> versions = new TreeMap<>();
		dependencies.lines().forEach((line) -> {
			Matcher matcher = DEPENDENCY.matcher(line);
			if (matcher.matches()) {
				versions.put(matcher.group(1), matcher.group(2));
			}
		});
		return versions;
	}

	private static String processorModel() throws IOException {
		Path linux = Path.of("/proc/cpuinfo");
		if (Files.isReadable(linux)) {
			for (String line : Files.readAllLines(linux)) {
				if (line.startsWith("model name")) {
					return line.substring(line.indexOf(':') + 1).strip();
				}
			}
		}
		return "unknown";
	}

	private static String resource(String name) throws IOException {
		try (InputStream resource = Environment.class.getResourceAsStream(name)) {
			return (resource != null) ? new String(resource.readAllBytes(), StandardCharsets.UTF_8) : "";
		}
	}

}
