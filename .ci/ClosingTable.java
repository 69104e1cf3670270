import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Prints what a whole build has run: each suite with its cases, failures and skipped
 * cases (and why), the lines in which suites say what they found, and when each suite
 * that sits in a profile was run last. Run as a source file:
 *
 * <pre>
 * java .ci/ClosingTable.java REPORTS LAST-RUNS
 * </pre>
 *
 * REPORTS has a directory for each run of the build, with the reports of surefire and
 * failsafe as they lie in the modules. LAST-RUNS has a properties file for each profile,
 * written by .ci/profile, with the date, the commit, the command and the figure. Ends with 1
 * if a case failed, if nothing was run, or if something cannot be read.
 */
final class ClosingTable {

	/** The profiles whose last run is shown, also if there was none. */
	private static final List<String> PROFILES = List.of("compatibility", "fuzz", "mutation", "soak", "stress");

	private static final String[] HEADINGS = { "suite", "cases", "failures", "skipped" };

	/** What a suite says of itself at its end, and no line of its progress. */
	private static final Pattern FIGURE = Pattern.compile("(isolation [a-z]+ [a-z]+|two instances|fuzz [a-z-]+|races): \\d.*"
			+ "|dev restarts: \\d+ restarts.*|control, [^:]+: .*found.*|soak: .* none lost.*");

	private final Map<String, Suite> suites = new TreeMap<>();

	private final DocumentBuilder builder;

	private ClosingTable() throws ParserConfigurationException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		this.builder = factory.newDocumentBuilder();
	}

	public static void main(String[] args) throws Exception {
		if (args.length != 2) {
			System.err.println("usage: java ClosingTable.java REPORTS LAST-RUNS");
			System.exit(2);
		}
		ClosingTable table = new ClosingTable();
		table.read(Path.of(args[0]));
		table.print();
		printLastRuns(Path.of(args[1]));
		if (table.suites.isEmpty() || table.suites.values().stream().anyMatch((suite) -> suite.failures > 0)) {
			System.exit(1);
		}
	}

	private void read(Path directory) throws IOException, SAXException {
		List<Path> reports;
		try (Stream<Path> files = Files.walk(directory)) {
			reports = files.filter((file) -> file.getFileName().toString().matches("TEST-.*\\.xml")).sorted().toList();
		}
		for (Path report : reports) {
			Path place = directory.relativize(report);
			String run = place.getName(0).toString();
			String module = place.getName(1).toString();
			Element suite = this.builder.parse(report.toFile()).getDocumentElement();
			// The tests of a module are one row. A suite is one of its own, with its nested classes.
			String name = place.toString().contains("failsafe-reports") ? outermost(suite.getAttribute("name"))
					: "tests";
			this.suites.computeIfAbsent(module + ", " + name + " (" + run + ")", (none) -> new Suite()).add(suite);
		}
	}

	private static String outermost(String className) {
		return className.substring(className.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
	}

	private void print() {
		List<String[]> rows = new ArrayList<>();
		rows.add(HEADINGS);
		Suite all = new Suite();
		this.suites.forEach((name, suite) -> {
			rows.add(suite.row(name));
			all.add(suite);
		});
		rows.add(all.row("all"));
		print(rows);
		this.suites.forEach((name, suite) -> {
			suite.figures.forEach((figure) -> System.out.println(name + ": " + figure));
			suite.reasons.forEach((reason) -> System.out.println(name + ": skipped: " + reason));
			suite.failed.forEach((test) -> System.out.println(name + ": FAILED: " + test));
		});
	}

	private static void printLastRuns(Path directory) throws IOException {
		List<String[]> rows = new ArrayList<>();
		rows.add(new String[] { "profile, last run", "date", "commit", "figure" });
		for (String profile : PROFILES) {
			Path file = directory.resolve(profile + ".properties");
			if (!Files.exists(file)) {
				rows.add(new String[] { profile, "never", "", "" });
				continue;
			}
			Properties run = new Properties();
			// A reader, since of a stream Properties takes each byte for a character.
			try (Reader in = Files.newBufferedReader(file)) {
				run.load(in);
			}
			rows.add(new String[] { profile, value(run, "date", file), value(run, "commit", file),
					value(run, "figure", file) });
		}
		System.out.println();
		print(rows);
	}

	private static String value(Properties run, String key, Path file) {
		String value = run.getProperty(key);
		if (value == null || value.isBlank()) {
			throw new IllegalStateException(file + " has no '" + key + "'");
		}
		return value;
	}

	private static void print(List<String[]> rows) {
		int columns = rows.get(0).length;
		int[] widths = new int[columns];
		rows.forEach((row) -> {
			for (int i = 0; i < columns; i++) {
				widths[i] = Math.max(widths[i], row[i].length());
			}
		});
		rows.forEach((row) -> {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < columns; i++) {
				line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
			}
			System.out.println(line.toString().stripTrailing());
		});
	}

	private static final class Suite {

		private int cases;

		private int failures;

		private int skipped;

		private final Set<String> reasons = new LinkedHashSet<>();

		private final Set<String> figures = new LinkedHashSet<>();

		private final Set<String> failed = new LinkedHashSet<>();

		void add(Element report) {
			NodeList tests = report.getElementsByTagName("testcase");
			this.cases += tests.getLength();
			for (int i = 0; i < tests.getLength(); i++) {
				Element test = (Element) tests.item(i);
				if (has(test, "failure") || has(test, "error")) {
					this.failures++;
					this.failed.add(name(test));
				}
				else if (has(test, "skipped")) {
					this.skipped++;
					Element skipped = (Element) test.getElementsByTagName("skipped").item(0);
					String reason = skipped.getAttribute("message").lines().findFirst().orElse("no reason given");
					this.reasons.add(name(test) + ": " + reason);
				}
			}
			NodeList outputs = report.getElementsByTagName("system-out");
			for (int i = 0; i < outputs.getLength(); i++) {
				outputs.item(i)
					.getTextContent()
					.lines()
					.filter((line) -> FIGURE.matcher(line).matches())
					.forEach(this.figures::add);
			}
		}

		private static boolean has(Element test, String child) {
			return test.getElementsByTagName(child).getLength() > 0;
		}

		private static String name(Element test) {
			return outermost(test.getAttribute("classname")) + "." + test.getAttribute("name");
		}

		void add(Suite other) {
			this.cases += other.cases;
			this.failures += other.failures;
			this.skipped += other.skipped;
		}

		String[] row(String name) {
			return new String[] { name, Integer.toString(this.cases), Integer.toString(this.failures),
					Integer.toString(this.skipped) };
		}

	}

}
