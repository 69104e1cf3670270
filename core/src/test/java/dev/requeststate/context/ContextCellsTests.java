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
				places.add(add(spread).place());
			}
			assertThat(places).as("from %d", spread).doesNotHaveDuplicates().allMatch((place) -> place < 256);
		}
		assertThat(this.cells.list()).hasSize(16);
	}

	@Test
	void aThreadGetsTheCellThatItGaveBackLast() {
		RootContext first = add(1);
		RootContext second = add(2);
		this.cells.remove(second);
		this.cells.remove(first);
		assertThat(add(3).place()).isEqualTo(first.place());
		assertThat(add(4).place()).isNotEqualTo(first.place());
		assertThat(this.cells.list()).hasSize(2);
	}

	private RootContext add(int spread) {
		RootContext context = new RootContext(this.factory, () -> "test");
		this.cells.add(context, spread);
		return context;
	}

}
