package dev.requeststate.folio.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.requeststate.folio.board.LatencyPlot.Line;
import dev.requeststate.folio.board.Outcome.Result;
import dev.requeststate.folio.isolation.IsolationMode;
import dev.requeststate.folio.page.SectionThreads;
import dev.requeststate.folio.page.TimeText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Matrix} and {@link LatencyPlot}.
 */
class DrawingTests {

	private static final TimeText TIMES = new TimeText(Locale.ENGLISH);

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static RunReport report(int requests, int sent, List<Outcome> outcomes) {
		RunPlan plan = new RunPlan(requests, 2, IsolationMode.PLAIN, SectionThreads.PLATFORM, false);
		return new RunReport(plan, plan.toRequests(), RunState.RUNNING, sent, SECOND, 60 * SECOND, outcomes, List.of());
	}

	private static Outcome outcome(int number, Result result, long millis) {
		return new Outcome(new RunRequest(number, "", IsolationMode.PLAIN, SectionThreads.PLATFORM, false), result,
				SECOND / 2, TimeUnit.MILLISECONDS.toNanos(millis));
	}

	private static int dots(String path) {
		return path.length() - path.replace("M", "").length();
	}

	@Test
	void eachRequestHasACellOfItsOwnByWhatBecameOfIt() {
		Matrix matrix = Matrix.of(report(10, 7, List.of(outcome(1, Result.OWN, 1), outcome(2, Result.OWN, 5000),
				outcome(3, Result.LEAK, 1), outcome(5, Result.FAULT, 1), outcome(6, Result.GIVEN_UP, 0))));
		assertThat(matrix.own()).hasSize(Matrix.STEPS.size() + 1);
		assertThat(matrix.own().get(0)).isEqualTo("M10 10h0");
		assertThat(matrix.own().get(Matrix.STEPS.size())).isEqualTo("M30 10h0");
		assertThat(matrix.leaks()).isEqualTo("M50 10h0");
		assertThat(matrix.crosses()).startsWith("M46 6");
		assertThat(matrix.inFlight()).isEqualTo("M70 10h0M50 30h0");
		assertThat(matrix.faults()).startsWith("M4 24");
		assertThat(matrix.givenUp()).isEqualTo("M30 30h0");
		assertThat(dots(matrix.unsent())).isEqualTo(3);
		assertThat(matrix.width()).isEqualTo(4 * Matrix.CELL);
		assertThat(matrix.height()).isEqualTo(3 * Matrix.CELL);
	}

	@Test
	void thousandsOfCellsAreWithinTheMatrix() {
		for (int requests : new int[] { 1, 2, 3, 999, 2000 }) {
			Matrix matrix = Matrix.unsent(requests);
			List<MatchResult> cells = Pattern.compile("M(\\d+) (\\d+)h0").matcher(matrix.unsent()).results().toList();
			assertThat(cells).hasSize(requests)
				.allSatisfy((cell) -> assertThat(Integer.parseInt(cell.group(1))).isBetween(0, matrix.width()))
				.allSatisfy((cell) -> assertThat(Integer.parseInt(cell.group(2))).isBetween(0, matrix.height()));
		}
	}

	@Test
	void noCellIsAloneInTheLastRow() {
		for (int requests = 2; requests <= 2000; requests++) {
			int columns = Matrix.unsent(requests).width() / Matrix.CELL;
			assertThat(requests % columns).as("%d in rows of %d", requests, columns).isNotEqualTo(1);
		}
	}

	@Test
	void longerTimesAreHigherAndLabelsAreApart() {
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 1; i <= 100; i++) {
			outcomes.add(outcome(i, (i == 100) ? Result.LEAK : Result.OWN, 10 + i));
		}
		LatencyPlot plot = LatencyPlot.of(report(100, 100, outcomes), TIMES);
		assertThat(dots(plot.own())).isEqualTo(99);
		assertThat(dots(plot.leaks())).isEqualTo(1);
		assertThat(plot.percentiles()).extracting(Line::label)
			.containsExactly("p50  60 ms", "p95  105 ms", "p99  109 ms");
		assertThat(plot.percentiles()).extracting(Line::y).isSortedAccordingTo((a, b) -> b - a);
		assertThat(plot.grid()).extracting(Line::label).containsExactly("1 s", "100 ms", "10 ms");
		assertThat(plot.grid().get(0).y()).isZero();
		assertThat(plot.grid().get(2).y()).isEqualTo(LatencyPlot.HEIGHT);
		List<Integer> labels = plot.percentiles().stream().map(Line::labelY).toList();
		assertThat(labels.get(0) - labels.get(1)).isGreaterThanOrEqualTo(12);
		assertThat(labels.get(1) - labels.get(2)).isGreaterThanOrEqualTo(12);
		assertThat(plot.bars()).startsWith("M500 40v-40");
	}

	@Test
	void nothingButTheGridIsDrawnOfNoAnswers() {
		LatencyPlot plot = LatencyPlot.of(report(3, 0, List.of()), TIMES);
		assertThat(plot.own() + plot.leaks() + plot.faults() + plot.bars()).isEmpty();
		assertThat(plot.percentiles()).isEmpty();
		assertThat(plot.grid()).extracting(Line::label).containsExactly("1 s", "100 ms", "10 ms");
	}

	@Test
	void timeThatIsLeftIsEstimatedAndNeverMoreThanTheRunMayHave() {
		assertThat(report(4, 2, List.of(outcome(1, Result.OWN, 1))).timeLeft()).isEqualTo(3 * SECOND);
		assertThat(report(1000, 2, List.of(outcome(1, Result.OWN, 1))).timeLeft()).isEqualTo(59 * SECOND);
		assertThat(report(4, 2, List.of()).timeLeft()).isZero();
	}

}
