package dev.requeststate.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of the fuzzer, in a process of its own, which can fuzz one target in its life.
 *
 * @param cases how many cases there were
 * @param coverage how much of the code they have reached: edges between its branches
 * @param finding what was found, or nothing
 * @param log what the fuzzer has written
 */
record CampaignRun(long cases, long coverage, String finding, Path log) {

	private static final long TIME_LIMIT_HOURS = 6;

	private static final int FOUND = 77;

	private static final Pattern CASES = Pattern.compile("^stat::number_of_executed_units: (\\d+)$", Pattern.MULTILINE);

	private static final Pattern COVERAGE = Pattern.compile("^#\\d+\\s.* cov: (\\d+) ", Pattern.MULTILINE);

	private static final Pattern FINDING = Pattern.compile("^== Java Exception: (.*)$", Pattern.MULTILINE);

	/**
	 * Run it, and wait for the end.
	 * @param target the class that takes the cases
	 * @param campaign says where to begin
	 * @param cases how many there are to be, fewer if something is found
	 * @param seed what the fuzzer's thoughts depend on, or zero for chance
	 * @param directory where everything goes that it writes; emptied before
	 */
	static CampaignRun of(Class<?> target, Campaign campaign, long cases, long seed, Path directory) throws Exception {
		empty(directory);
		Path corpus = Files.createDirectories(directory.resolve("corpus"));
		Path log = directory.resolve("fuzzer.log");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx1g", "-XX:+EnableDynamicAgentLoading", "-XX:+UseSerialGC", "-cp",
				classPath(campaign), "com.code_intelligence.jazzer.Jazzer"));
		command.addAll(List.of("--target_class=" + target.getName(), "--instrumentation_includes=dev.requeststate.**",
				"--instrumentation_excludes=dev.requeststate.fuzz.**", "--custom_hook_includes=dev.requeststate.**",
				"--disabled_hooks=" + sanitizers(), "--reproducer_path=" + directory,
				"-artifact_prefix=" + directory + File.separator));
		// The first case starts a server, which takes its time on a busy machine.
		command
			.addAll(List.of("-runs=" + cases, "-seed=" + seed, "-max_len=400", "-timeout=600", "-print_final_stats=1",
					"-dict=" + resource("dictionary.txt"), corpus.toString(), resource(campaign.seeds()).toString()));
		Process process = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		// Also where the build is broken off.
		Thread hook = new Thread(process::destroyForcibly, "fuzz-end-campaign");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			if (!process.waitFor(TIME_LIMIT_HOURS, TimeUnit.HOURS)) {
				throw new IllegalStateException("The fuzzer has not come to an end, see " + log);
			}
		}
		finally {
			process.destroyForcibly();
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		return read(process.exitValue(), log);
	}

	// Those that come with the fuzzer look for other things, such as connections, of
	// which
	// a case has one.
	private static String sanitizers() {
		return Stream
			.of("BigDecimal", "ClojureLangHooks", "Deserialization", "ExpressionLanguageInjection", "FilePathTraversal",
					"LdapInjection", "NamingContextLookup", "OsCommandInjection", "ReflectiveCall", "RegexInjection",
					"RegexRoadblocks", "ScriptEngineInjection", "ServerSideRequestForgery", "SqlInjection",
					"TemplateInjection", "UnsafeSanitizer", "XPathInjection", "XmlParserSsrfGuidance")
			.map((name) -> "com.code_intelligence.jazzer.sanitizers." + name)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static CampaignRun read(int exitCode, Path log) throws IOException {
		String text = Files.readString(log, StandardCharsets.ISO_8859_1);
		String finding = last(FINDING, text);
		if (exitCode != 0 && finding.isEmpty()) {
			throw new IllegalStateException("The fuzzer has ended with " + exitCode + ", see " + log);
		}
		if (exitCode == 0 != finding.isEmpty() || (exitCode != 0 && exitCode != FOUND)) {
			throw new IllegalStateException(
					"The fuzzer has found something and ended with " + exitCode + ", see " + log);
		}
		return new CampaignRun(number(CASES, text), number(COVERAGE, text), finding, log);
	}

	private static long number(Pattern pattern, String text) {
		String number = last(pattern, text);
		return number.isEmpty() ? 0 : Long.parseLong(number);
	}

	private static String last(Pattern pattern, String text) {
		List<MatchResult> all = pattern.matcher(text).results().toList();
		return all.isEmpty() ? "" : all.get(all.size() - 1).group(1);
	}

	private static void empty(Path directory) throws IOException {
		if (Files.exists(directory)) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
		Files.createDirectories(directory);
	}

	private static Path resource(String name) throws Exception {
		return Path.of(CampaignRun.class.getResource(name).toURI());
	}

	private static String classPath(Campaign campaign) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.filter((entry) -> Files.exists(entry) && !isOf(campaign.otherContainer(), entry.getFileName().toString()))
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isOf(String container, String jar) {
		return switch (container) {
			case "tomcat" -> jar.startsWith("tomcat-");
			case "jetty" -> jar.startsWith("jetty-") || jar.startsWith("jakarta.servlet-api");
			default -> false;
		};
	}

}
