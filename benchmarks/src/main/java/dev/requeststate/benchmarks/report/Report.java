package dev.requeststate.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes {@code docs/benchmarks.md}, its pictures and a part of the README from the
 * results that are checked in. What it writes depends on them alone.
 */
public final class Report {

	private static final String INTRODUCTION = """
			# Benchmarks

			What Request State costs beside what else there is, each peer used the way its own documentation says. What is lost
			comes first, and a row that is lost stays in.

			""";

	private Report() {
	}

	/**
	 * Write it.
	 * @param arguments the root of the repository (the current directory)
	 * @throws IOException if something cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Path root = Path.of((arguments.length > 0) ? arguments[0] : "");
		Path results = root.resolve("benchmarks/results");
		List<Measured> all = Files.isDirectory(results) ? Measured.readAll(results) : List.of();
		if (all.isEmpty()) {
			throw new IllegalStateException(
					"There are no results in benchmarks/results: measure first, from the root of the repository");
		}
		Path images = Files.createDirectories(root.resolve("docs/images"));
		write(root.resolve("docs/benchmarks.md"), page(all));
		for (Group group : Groups.ALL) {
			if (GroupSection.isMeasured(all, group)) {
				write(images.resolve(group.image()), GroupSection.chart(all, group).svg());
			}
		}
		for (String title : GrowthSection.titles(all)) {
			write(images.resolve(GrowthSection.image(title)), GrowthSection.plot(all, title).svg());
		}
		Path readme = root.resolve("README.md");
		write(readme, ReadmeSection.into(Files.readString(readme), all));
	}

	/**
	 * The benchmarks that it is made of, as JMH selects them.
	 */
	public static List<String> benchmarks() {
		return Groups.ALL.stream()
			.flatMap((group) -> group.benchmarks().stream())
			.map((benchmark) -> "\\." + benchmark + "\\.")
			.toList();
	}

	static String page(List<Measured> all) {
		StringBuilder page = new StringBuilder(INTRODUCTION);
		page.append(LossesSection.of(all)).append(MethodSection.of(all)).append(TargetsSection.of(all)).append('\n');
		for (Group group : Groups.ALL) {
			if (GroupSection.isMeasured(all, group)) {
				page.append(GroupSection.of(all, group));
			}
		}
		page.append(FiguresSection.of(all)).append(GrowthSection.of(all));
		return page.toString().strip() + "\n";
	}

	private static void write(Path file, String content) throws IOException {
		Files.writeString(file, content);
		System.out.println("Written: " + file);
	}

}
