package dev.requeststate.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

import dev.requeststate.benchmarks.report.Environment;
import dev.requeststate.benchmarks.report.Report;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs JMH: without names, the benchmarks of the report, whose results are written where
 * the report finds them; with names, those that match, whose results are only printed,
 * unless {@code -rff FILE} says where to. The bytes are always measured too.
 */
final class JmhRun {

	private static final String QUICK = "-q";

	private static final Path RESULTS = Path.of("benchmarks/results", "jdk-" + Runtime.version().feature(), "jmh.json");

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final CommandLineOptions options;

	private final List<String> includes;

	private final SortedSet<BenchmarkListEntry> rows;

	private JmhRun(CommandLineOptions options) {
		this.options = options;
		this.includes = options.getIncludes().isEmpty() ? Report.benchmarks() : options.getIncludes();
		OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
		this.rows = BenchmarkList.defaultList().find(silent, this.includes, options.getExcludes());
	}

	/**
	 * Run.
	 * @param arguments those of JMH, and {@code -q} for a run of about ten minutes
	 */
	static void main(String[] arguments) throws Exception {
		List<String> own = new ArrayList<>(List.of(arguments));
		boolean quick = own.remove(QUICK);
		CommandLineOptions options = new CommandLineOptions(own.toArray(String[]::new));
		if (options.shouldHelp() || options.shouldList() || options.shouldListWithParams()
				|| options.shouldListProfilers() || options.shouldListResultFormats()) {
			org.openjdk.jmh.Main.main(own.toArray(String[]::new));
			return;
		}
		new JmhRun(options).run(quick);
	}

	private void run(boolean quick) throws Exception {
		ChainedOptionsBuilder builder = new OptionsBuilder().parent(this.options);
		this.includes.forEach(builder::include);
		this.options.getExcludes().forEach(builder::exclude);
		leaveOut(builder);
		if (quick) {
			QuickProfile profile = new QuickProfile(new JdkLimits(Runtime.version().feature()).count(this.rows));
			System.out.println(profile);
			profile.applyTo(builder);
		}
		if (this.options.getProfilers().stream().noneMatch((profiler) -> profiler.getKlass().equals("gc"))) {
			builder.addProfiler(GCProfiler.class);
		}
		Path file = file();
		if (file != null) {
			// Before hours of measuring, and not after.
			Files.createDirectories(file.getParent());
		}
		Collection<RunResult> results = new Runner(builder.build()).run();
		if (file != null) {
			write(results, file);
		}
	}

	/**
	 * Where the results are written, or null if they are only printed.
	 */
	private @Nullable Path file() {
		if (this.options.getResult().hasValue()) {
			return Path.of(this.options.getResult().get()).toAbsolutePath();
		}
		return this.options.getIncludes().isEmpty() ? RESULTS.toAbsolutePath() : null;
	}

	private void leaveOut(ChainedOptionsBuilder builder) {
		JdkLimits limits = new JdkLimits(Runtime.version().feature());
		limits.lines(this.rows).forEach(System.out::println);
		limits.methods(this.rows).forEach((name) -> builder.exclude("^" + name.replace(".", "\\.") + "$"));
		limits.parameters(this.rows).forEach((name, values) -> {
			if (!this.options.getParameter(name).hasValue()) {
				builder.param(name, values.toArray(String[]::new));
			}
		});
	}

	private static void write(Collection<RunResult> results, Path file) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
		}
		JsonNode rows = JSON.readTree(bytes.toByteArray());
		// Where a JDK lies on this machine is nobody's concern.
		rows.forEach((row) -> ((ObjectNode) row).remove("jvm"));
		JSON.writeValue(file.toFile(), rows);
		Environment.here().writeBeside(file);
		System.out.println("Written: " + file);
	}

}
