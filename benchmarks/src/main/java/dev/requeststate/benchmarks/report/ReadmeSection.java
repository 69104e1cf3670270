package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the README that the report writes: three figures of the newest JDK, one
 * chart, and how much is lost.
 */
final class ReadmeSection {

	static final String BEGIN = "<!-- benchmarks: written by the report -->";

	static final String END = "<!-- end of benchmarks -->";

	private ReadmeSection() {
	}

	/**
	 * The README with this part in the place of the one before.
	 * @throws IllegalArgumentException if it has no such part
	 */
	static String into(String readme, List<Measured> all) {
		int begin = readme.indexOf(BEGIN);
		int end = readme.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException("The README has no '" + BEGIN + "' with '" + END + "' after it");
		}
		return readme.substring(0, begin + BEGIN.length()) + "\n" + of(all) + readme.substring(end);
	}

	private static String of(List<Measured> all) {
		Measured newest = all.get(all.size() - 1);
		List<String> lines = new ArrayList<>();
		call(newest).ifPresent(lines::add);
		openClose(newest).ifPresent(lines::add);
		endToEnd(newest).ifPresent(lines::add);
		StringBuilder text = new StringBuilder("## What it costs\n\n");
		lines.forEach((line) -> text.append("- ").append(line).append('\n'));
		text.append("\n![")
			.append(Groups.CALL.title())
			.append("](docs/images/")
			.append(Groups.CALL.image())
			.append(")\n\n");
		int missed = LossesSection.targets(all, Verdict.MISSED).size();
		int ahead = PeersAhead.of(all).certainRows();
		return text.append("Measured on JDK ")
			.append(newest.jdk())
			.append("; [Benchmarks](docs/benchmarks.md) has every row, on each JDK, and begins with what is lost: targets that are missed (")
			.append(missed)
			.append(") and rows in which a peer is certain to be ahead (")
			.append(ahead)
			.append(").\n")
			.toString();
	}

	private static Optional<String> call(Measured measured) {
		return measured.row(Groups.CALL, "requestStateClassProxy", Map.of())
			.flatMap((ours) -> measured.row(Groups.CALL, "threadLocal", Map.of())
				.flatMap((base) -> measured.row(Groups.CALL, "springRequestScope", Map.of())
					.map((spring) -> "A call on a bean of the request takes "
							+ Numbers.measured(ours.time().over(base.time()).value())
							+ " times as long as the same call on what a `ThreadLocal` holds"
							+ bytes(ours, ", and allocates %s bytes") + "; through Spring's `@RequestScope` it takes "
							+ Numbers.measured(spring.time().over(base.time()).value()) + " times as long.")));
	}

	private static Optional<String> openClose(Measured measured) {
		return measured.row(Groups.OPEN_CLOSE, "requestState", Map.of())
			.flatMap((ours) -> measured.row(Groups.OPEN_CLOSE, "springRequestContextFilter", Map.of())
				.map((spring) -> "An empty request, opened, bound and closed, takes "
						+ Numbers.measured(ours.time().over(spring.time()).value())
						+ " times as long as with Spring's `RequestContextFilter`" + bytes(ours, ", and %s bytes")
						+ "."));
	}

	private static Optional<String> endToEnd(Measured measured) {
		DoubleSummaryStatistics pages = measured.figures()
			.stream()
			.filter(Targets::isProcessorTime)
			.mapToDouble(Figure::value)
			.summaryStatistics();
		return (pages.getCount() == 0) ? Optional.empty() : Optional.of("The pages of the packaged sample take "
				+ Numbers.measured(pages.getMin()) + " to " + Numbers.measured(pages.getMax())
				+ " times the processor time that they take on Spring's own request scope, without what else the library does.");
	}

	private static String bytes(JmhRow row, String words) {
		Long bytes = row.wholeBytes();
		return (bytes != null) ? words.formatted(bytes) : "";
	}

}
