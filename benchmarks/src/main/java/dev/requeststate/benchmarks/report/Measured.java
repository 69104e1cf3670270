package dev.requeststate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that was measured on one JDK.
 *
 * @param jdk its feature version
 * @param rows of JMH
 * @param figures of the other programs
 * @param growths of the other programs
 * @param environments what each file was measured on, by the name of the file
 */
record Measured(int jdk, List<JmhRow> rows, List<Figure> figures, List<Growth> growths,
		Map<String, Environment> environments) {

	private static final Pattern FOLDER = Pattern.compile("jdk-(\\d+)");

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * Read all there is, the oldest JDK first.
	 * @param results the folder with a folder for each JDK
	 */
	static List<Measured> readAll(Path results) throws IOException {
		try (Stream<Path> folders = Files.list(results)) {
			List<Measured> all = new ArrayList<>();
			for (Path folder : folders.toList()) {
				Matcher matcher = FOLDER.matcher(folder.getFileName().toString());
				if (matcher.matches()) {
					all.add(read(Integer.parseInt(matcher.group(1)), folder));
				}
			}
			all.sort(Comparator.comparing(Measured::jdk));
			return all;
		}
	}

	private static Measured read(int jdk, Path folder) throws IOException {
		Measured measured = new Measured(jdk, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
		try (Stream<Path> files = Files.list(folder)) {
			files.filter((file) -> file.toString().endsWith(".json")).sorted().forEach(measured::add);
		}
		return measured;
	}

	private void add(Path file) {
		String name = file.getFileName().toString();
		if (name.endsWith(Environment.ENDING)) {
			this.environments.put(name.substring(0, name.length() - Environment.ENDING.length()),
					Environment.read(file));
			return;
		}
		// JMH writes an array, the other programs an object.
		JsonNode content = JSON.readTree(file.toFile());
		if (content.isArray()) {
			content.forEach((row) -> add(file, JmhRow.read(row)));
			return;
		}
		Results results = Results.read(file);
		this.figures.addAll(results.figures());
		this.growths.addAll(results.growths());
	}

	private void add(Path file, JmhRow row) {
		// Ratios are of one run only, so which of two counts is not for the report to
		// say.
		if (this.rows.stream().anyMatch((other) -> other.name().equals(row.name()))) {
			throw new IllegalStateException(row.name() + " was measured twice on JDK " + this.jdk + ", again in "
					+ file.getFileName() + ": remove one of them");
		}
		this.rows.add(row);
	}

	/**
	 * The rows of one table.
	 */
	List<JmhRow> rows(Group group) {
		return this.rows.stream().filter((row) -> group.benchmarks().contains(row.benchmark())).toList();
	}

	Optional<JmhRow> row(Group group, String method, Map<String, String> parameters) {
		return rows(group).stream()
			.filter((row) -> row.method().equals(method) && row.parameters().equals(parameters))
			.findFirst();
	}

	/**
	 * The combinations of parameters of one table, in the order of its rows.
	 */
	List<Map<String, String>> cases(Group group) {
		Set<Map<String, String>> seen = new HashSet<>();
		return rows(group).stream().map(JmhRow::parameters).filter(seen::add).toList();
	}

}
