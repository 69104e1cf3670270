package dev.requeststate.context;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.requeststate.LogCapture;
import org.awaitility.Awaitility;
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

	@Test
	void whatNobodyCanCloseAnyMoreIsFoundWhereCellsBecomeRare() {
		List<WeakReference<RootContext>> forgotten = forgetSome();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return forgotten.stream().allMatch((context) -> context.refersTo(null));
		});
		List<RootContext> kept = new ArrayList<>();
		try (LogCapture log = new LogCapture(ContextCells.class)) {
			for (int i = 0; i < 1000; i++) {
				kept.add(add(i));
			}
			assertThat(log.messages()).hasSize(100).allMatch((message) -> message.contains("(test) was abandoned"));
		}
		assertThat(this.cells.abandoned()).isEqualTo(100);
		assertThat(this.cells.list()).containsExactlyInAnyOrderElementsOf(kept);
	}

	private List<WeakReference<RootContext>> forgetSome() {
		List<WeakReference<RootContext>> forgotten = new ArrayList<>();
		List<RootContext> open = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			RootContext context = add(i);
			open.add(context);
			forgotten.add(new WeakReference<>(context));
		}
		// From here on they are held weakly.
		this.cells.sweep();
		assertThat(this.cells.list()).containsExactlyInAnyOrderElementsOf(open);
		return forgotten;
	}

	private RootContext add(int spread) {
		RootContext context = new RootContext(this.factory, () -> "test");
		this.cells.add(context, spread);
		return context;
	}

}
