package dev.requeststate.folio.board;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.requeststate.folio.board.Outcome.Result;

/**
 * The requests of a run as they are drawn: a cell for each, row by row, in the order in
 * which they were sent. What is the same is one path, so that thousands of cells are a
 * handful of elements.
 *
 * @param width how wide it is; a cell has {@value #CELL}
 * @param height how high it is
 * @param unsent the middles of the cells whose requests were not sent
 * @param inFlight of those that are on their way
 * @param own of those whose answers are their own, by how long these took, from the
 * quickest on
 * @param leaks of those that were shown what is another's
 * @param crosses what is drawn over these
 * @param faults squares for those whose answers are not as they have to be
 * @param givenUp the middles of those that were given up
 */
record Matrix(int width, int height, String unsent, String inFlight, List<String> own, String leaks, String crosses,
		String faults, String givenUp) {

	static final int CELL = 20;

	/**
	 * How long the answers took at most that are drawn alike, in milliseconds. There are
	 * longer ones.
	 */
	static final List<Integer> STEPS = List.of(10, 30, 100, 300, 1000);

	private static final double WIDE = 1.3;

	static Matrix of(RunReport report) {
		Drawing drawing = new Drawing(report.requests().size());
		report.outcomes().forEach(drawing::outcome);
		drawing.rest(report.sent(), report.outcomes());
		return drawing.finish();
	}

	/**
	 * A matrix of requests that nobody has sent.
	 */
	static Matrix unsent(int requests) {
		Drawing drawing = new Drawing(requests);
		drawing.rest(0, List.of());
		return drawing.finish();
	}

	private static final class Drawing {

		private final int cells;

		private final int columns;

		private final StringBuilder unsent = new StringBuilder();

		private final StringBuilder inFlight = new StringBuilder();

		private final List<StringBuilder> own = new ArrayList<>();

		private final StringBuilder leaks = new StringBuilder();

		private final StringBuilder crosses = new StringBuilder();

		private final StringBuilder faults = new StringBuilder();

		private final StringBuilder givenUp = new StringBuilder();

		Drawing(int cells) {
			this.cells = cells;
			this.columns = columns(cells);
			for (int i = 0; i <= STEPS.size(); i++) {
				this.own.add(new StringBuilder());
			}
		}

		// No cell is left alone in the last row.
		private static int columns(int cells) {
			int columns = (int) Math.ceil(Math.sqrt(cells * WIDE));
			while (cells > columns && cells % columns == 1) {
				columns++;
			}
			return columns;
		}

		void outcome(Outcome outcome) {
			int cell = outcome.request().number() - 1;
			if (outcome.result() == Result.OWN) {
				dot(this.own.get(step(outcome.took())), cell);
			}
			else if (outcome.result() == Result.LEAK) {
				dot(this.leaks, cell);
				this.crosses.append('M').append(x(cell) - 4).append(' ').append(y(cell) - 4).append("l8 8m0-8l-8 8");
			}
			else if (outcome.result() == Result.FAULT) {
				this.faults.append('M').append(x(cell) - 6).append(' ').append(y(cell) - 6).append("h12v12h-12zl12 12");
			}
			else {
				dot(this.givenUp, cell);
			}
		}

		void rest(int sent, List<Outcome> outcomes) {
			boolean[] known = new boolean[this.cells];
			outcomes.forEach((outcome) -> known[outcome.request().number() - 1] = true);
			for (int cell = 0; cell < this.cells; cell++) {
				if (!known[cell]) {
					dot((cell < sent) ? this.inFlight : this.unsent, cell);
				}
			}
		}

		Matrix finish() {
			int rows = (this.cells + this.columns - 1) / this.columns;
			return new Matrix(this.columns * CELL, rows * CELL, this.unsent.toString(), this.inFlight.toString(),
					this.own.stream().map(StringBuilder::toString).toList(), this.leaks.toString(),
					this.crosses.toString(), this.faults.toString(), this.givenUp.toString());
		}

		// Of no length: what is seen is the cap of its stroke.
		private void dot(StringBuilder path, int cell) {
			path.append('M').append(x(cell)).append(' ').append(y(cell)).append("h0");
		}

		private int x(int cell) {
			return cell % this.columns * CELL + CELL / 2;
		}

		private int y(int cell) {
			return cell / this.columns * CELL + CELL / 2;
		}

		private static int step(long took) {
			int step = 0;
			while (step < STEPS.size() && took > TimeUnit.MILLISECONDS.toNanos(STEPS.get(step))) {
				step++;
			}
			return step;
		}

	}

}
