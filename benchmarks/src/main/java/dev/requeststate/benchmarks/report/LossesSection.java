package dev.requeststate.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
		list(text, "Peers that are ahead:", peersAhead(all), "No peer is ahead in any row.");
		list(text, "What costs more than in proportion:", GrowthSection.steep(all),
				"Nothing measured grows faster than in proportion.");
		List<String> open = targets(all, Verdict.INCONCLUSIVE);
		TargetsSection.notMeasured(all)
			.forEach((target) -> open.add(target.text() + ", " + target.limitText() + ": not measured"));
		list(text, "Targets that are not decided:", open, "Every target is decided.");
		return text.toString();
	}

	private static void list(StringBuilder text, String title, List<String> lines, String none) {
		if (lines.isEmpty()) {
			text.append(none).append("\n\n");
			return;
		}
		text.append(title).append("\n\n");
		lines.forEach((line) -> text.append("- ").append(line).append('\n'));
		text.append('\n');
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

	/**
	 * Each row of ours with each peer that takes less time or allocates less in the same
	 * table, and each ratio of the other programs that is above one.
	 */
	static List<String> peersAhead(List<Measured> all) {
		Map<String, List<String>> lines = new LinkedHashMap<>();
		for (Group group : Groups.ALL) {
			for (Measured measured : all) {
				measured.rows(group)
					.stream()
					.filter((row) -> group.side(row.method()) == Group.Side.OURS)
					.forEach((ours) -> compare(group, measured, ours, lines));
			}
		}
		for (Measured measured : all) {
			measured.figures()
				.stream()
				.filter((figure) -> figure.unit().equals(Figure.RATIO) && worse(figure))
				.forEach((figure) -> lines
					.computeIfAbsent(FiguresSection.title(figure.group()) + ", " + figure.row() + ", ours / theirs",
							(key) -> new ArrayList<>())
					.add(ratio(figure.interval(), measured.jdk())));
		}
		return lines.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + String.join("; ", entry.getValue()))
			.toList();
	}

	private static boolean worse(Figure figure) {
		return FiguresSection.moreIsBetter(figure) ? figure.value() < 1 : figure.value() > 1;
	}

	private static void compare(Group group, Measured measured, JmhRow ours, Map<String, List<String>> lines) {
		for (JmhRow peer : measured.rows(group)) {
			if (group.side(peer.method()) != Group.Side.PEER || !peer.parameters().equals(ours.parameters())) {
				continue;
			}
			Interval ratio = ours.time().over(peer.time());
			if (ratio.value() > 1) {
				lines.computeIfAbsent(line(group, ours, peer, "time"), (key) -> new ArrayList<>())
					.add(ratio(ratio, measured.jdk()));
			}
			Long bytes = ours.wholeBytes();
			Long less = peer.wholeBytes();
			if (bytes != null && less != null && less < bytes) {
				lines.computeIfAbsent(line(group, ours, peer, "bytes"), (key) -> new ArrayList<>())
					.add(bytes + " / " + less + " (JDK " + measured.jdk() + ")");
			}
		}
	}

	private static String line(Group group, JmhRow ours, JmhRow peer, String what) {
		String parameters = Names.parameters(ours.parameters());
		return group.title() + (parameters.isEmpty() ? "" : ", " + parameters) + ", " + what + ", "
				+ Names.row(ours.method()) + " / " + Names.row(peer.method());
	}

	private static String ratio(Interval ratio, int jdk) {
		boolean unclear = ratio.low() <= 1 && ratio.high() >= 1;
		return Numbers.withInterval(ratio) + (unclear ? ", inconclusive" : "") + " (JDK " + jdk + ")";
	}

}
