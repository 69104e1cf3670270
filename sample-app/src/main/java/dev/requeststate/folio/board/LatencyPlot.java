package dev.requeststate.folio.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.board.Outcome.Result;
import dev.requeststate.folio.page.TimeText;

/**
 * How long the answers of a run took, over the time of the run, and how many came. The
 * places from the left are of {@value #WIDTH}, those from above are pixels. Long times
 * are closer together than short ones.
 *
 * @param grid the powers of ten
 * @param own answers that are the request's own
 * @param leaks those that are not
 * @param faults those that are wrong in another way
 * @param percentiles the time in which half of the answers had come, and nearly all
 * @param bars how many answers came, as the run went on
 */
record LatencyPlot(List<Line> grid, String own, String leaks, String faults, List<Line> percentiles, String bars) {

	static final int WIDTH = 1000;

	static final int HEIGHT = 180;

	static final int BAR_HEIGHT = 40;

	static final List<Integer> PERCENTILES = List.of(50, 95, 99);

	private static final int BARS = 50;

	private static final int LABEL = 14;

	private static final double FEWEST_DECADES = 2;

	static LatencyPlot of(RunReport report, TimeText times) {
		Latencies latencies = report.latencies();
		if (latencies.isEmpty()) {
			return new LatencyPlot(Scale.EMPTY.grid(times), "", "", "", List.of(), "");
		}
		Scale scale = Scale.of(latencies);
		StringBuilder own = new StringBuilder();
		StringBuilder leaks = new StringBuilder();
		StringBuilder faults = new StringBuilder();
		int[] came = new int[BARS];
		for (Outcome outcome : report.outcomes()) {
			if (outcome.took() > 0) {
				double at = Math.min(1, outcome.at() / (double) report.elapsed());
				came[(int) Math.min(BARS - 1, at * BARS)]++;
				StringBuilder path = (outcome.result() == Result.OWN) ? own
						: (outcome.result() == Result.LEAK) ? leaks : faults;
				path.append('M')
					.append(Math.round(at * WIDTH))
					.append(' ')
					.append(scale.y(outcome.took()))
					.append("h0");
			}
		}
		return new LatencyPlot(scale.grid(times), own.toString(), leaks.toString(), faults.toString(),
				percentiles(latencies, scale, times), bars(came));
	}

	// Labels must not be written over one another, so one moves up.
	private static List<Line> percentiles(Latencies latencies, Scale scale, TimeText times) {
		List<Line> lines = new ArrayList<>();
		int free = HEIGHT;
		for (int percent : PERCENTILES) {
			long took = latencies.percentile(percent);
			int y = scale.y(took);
			int label = Math.max(LABEL, Math.min(y - 3, free));
			lines.add(new Line(y, label, "p" + percent + "  " + times.of(took)));
			free = label - LABEL;
		}
		return lines;
	}

	private static String bars(int[] came) {
		int most = 1;
		for (int count : came) {
			most = Math.max(most, count);
		}
		StringBuilder path = new StringBuilder();
		int step = WIDTH / BARS;
		for (int i = 0; i < BARS; i++) {
			int height = Math.round(came[i] * (float) BAR_HEIGHT / most);
			if (height > 0) {
				path.append('M')
					.append(i * step)
					.append(' ')
					.append(BAR_HEIGHT)
					.append("v-")
					.append(height)
					.append('h')
					.append(step - 4)
					.append('v')
					.append(height)
					.append('z');
			}
		}
		return path.toString();
	}

	/**
	 * A line from the left to the right.
	 *
	 * @param y where it is
	 * @param labelY where its label is
	 * @param label what it says
	 */
	record Line(int y, int labelY, String label) {
	}

	/**
	 * Where times are.
	 *
	 * @param lowest the power of ten of milliseconds at the bottom
	 * @param decades how many powers there are
	 */
	private record Scale(double lowest, double decades) {

		/**
		 * Where nothing has come yet.
		 */
		static final Scale EMPTY = new Scale(1, FEWEST_DECADES);

		private static final double NANOS = TimeUnit.MILLISECONDS.toNanos(1);

		static Scale of(Latencies latencies) {
			double lowest = Math.floor(Math.log10(latencies.sorted().get(0) / NANOS));
			double highest = Math.ceil(Math.log10(latencies.percentile(100) / NANOS));
			return new Scale(lowest, Math.max(FEWEST_DECADES, highest - lowest));
		}

		int y(long took) {
			double place = (Math.log10(took / NANOS) - this.lowest) / this.decades;
			return (int) Math.round(HEIGHT * (1 - place));
		}

		List<Line> grid(TimeText times) {
			List<Line> lines = new ArrayList<>();
			for (int i = 0; i <= this.decades; i++) {
				long took = Math.round(Math.pow(10, this.lowest + i) * NANOS);
				lines.add(new Line(y(took), y(took), times.of(took)));
			}
			lines.sort(Comparator.comparingInt(Line::y));
			return lines;
		}

	}

}
