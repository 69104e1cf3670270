package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

import dev.requeststate.benchmarks.report.TargetsSection.Outcome;

/**
 * What is lost: computed, so that nothing can be left out.
 */
final class LossesSection {

	private LossesSection() {
	}

	static String of(List<Measured> all) {
		StringBuilder text = new StringBuilder("## What is lost\n\n");
		list(text, "Targets that are missed:", targets(all, Verdict.MISSED), "No target is missed.");
		List<String> reasons = reasons(all);
		if (!reasons.isEmpty()) {
			list(text, "Where that goes, as far as it is known:", reasons);
		}
		text.append(peers(all));
		list(text, "What costs more than in proportion:", GrowthSection.steep(all),
				"Nothing measured grows faster than in proportion.");
		List<String> open = targets(all, Verdict.INCONCLUSIVE);
		TargetsSection.notMeasured(all)
			.forEach((target) -> open.add(target.text() + ", " + target.limitText() + ": not measured"));
		list(text, "Targets that are not decided:", open, "Every target is decided.");
		return text.toString();
	}

	private static String peers(List<Measured> all) {
		PeersAhead ahead = PeersAhead.of(all);
		StringBuilder text = new StringBuilder();
		if (ahead.certainRows() == 0) {
			text.append("No peer is certain to be ahead in any row.\n\n");
		}
		else {
			text.append("Peers that are ahead, as ours / theirs:\n\n").append(ahead.certain()).append('\n');
		}
		if (ahead.unclearRows() > 0) {
			text.append("<details>\n<summary>Peers that may be ahead, or may not, for all that the errors say: ")
				.append(ahead.unclearRows())
				.append(" rows</summary>\n\n")
				.append(ahead.unclear())
				.append("\n</details>\n\n");
		}
		return text.toString();
	}

	private static void list(StringBuilder text, String title, List<String> lines, String none) {
		if (lines.isEmpty()) {
			text.append(none).append("\n\n");
		}
		else {
			list(text, title, lines);
		}
	}

	private static void list(StringBuilder text, String title, List<String> lines) {
		text.append(title).append("\n\n");
		lines.forEach((line) -> text.append("- ").append(line).append('\n'));
		text.append('\n');
	}

	private static List<String> reasons(List<Measured> all) {
		return TargetsSection.outcomes(all)
			.stream()
			.filter((outcome) -> outcome.verdict() == Verdict.MISSED)
			.map(Outcome::target)
			.distinct()
			.filter((target) -> target.reason() != null)
			.map((target) -> target.text() + ": " + target.reason())
			.toList();
	}

	static List<String> targets(List<Measured> all, Verdict verdict) {
		List<String> lines = new ArrayList<>();
		for (Outcome outcome : TargetsSection.outcomes(all)) {
			if (outcome.verdict() == verdict) {
				lines.add(outcome.text() + ", " + outcome.limit() + ": " + Numbers.withInterval(outcome.value())
						+ " (JDK " + outcome.jdk() + ")");
			}
		}
		return lines;
	}

}
