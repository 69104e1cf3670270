package dev.requeststate.context;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContextCells}.
 */
class ContextCellsTests {

	private final ContextCells cells = new ContextCells();

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	// Of four billion places to begin at, zero once led nowhere else.
	@Test
	void contextsThatBeginAtTheSamePlaceFindAnother() {
		for (int spread : new int[] { 0, 1, -1, Integer.MIN_VALUE }) {
			List<Integer> places = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				places.add(this.cells.add(context(), spread));
			}
			assertThat(places).as("from %d", spread).doesNotHaveDuplicates().allMatch((place) -> place < 256);
		}
		assertThat(this.cells.list()).hasSize(16);
	}

	@Test
	void aThreadGetsTheCellThatItGaveBackLast() {
		int first = this.cells.add(context(), 1);
		int second = this.cells.add(context(), 2);
		this.cells.remove(second);
		this.cells.remove(first);
		assertThat(this.cells.add(context(), 3)).isEqualTo(first);
		assertThat(this.cells.add(context(), 4)).isNotEqualTo(first);
		assertThat(this.cells.list()).hasSize(2);
	}

	private RootContext context() {
		return new RootContext(this.factory, () -> "test");
	}

}
