package dev.requeststate.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slots added while the table grows: none is lost, and no local has two.
 */
@Tag("race")
class SlotTableRaceTests {

	private final RequestContextFactory factory = RequestContextFactory.builder().build();

	private final List<RequestLocal<Integer>> locals = locals(80);

	@Test
	void aSlotIsAddedWhileTheTableGrows() throws Throwable {
		RequestLocal<Integer> low = this.locals.get(0);
		Random random = new Random(1);
		Duel.fight(() -> {
			SlotContext context = newContext();
			context.slot(this.locals.get(1));
			RequestLocal<Integer> high = this.locals.get(8 + random.nextInt(60));
			AtomicReference<@Nullable Slot> added = new AtomicReference<>();
			AtomicReference<@Nullable Slot> grown = new AtomicReference<>();
			return new Duel.Round(() -> {
				added.set(context.slot(low));
				return added;
			}, () -> {
				grown.set(context.slot(high));
				return grown;
			}, () -> {
				assertThat(context.slotIfPresent(low.index())).isSameAs(added.get()).isSameAs(context.slot(low));
				assertThat(context.slotIfPresent(high.index())).isSameAs(grown.get()).isSameAs(context.slot(high));
				assertThat(context.slots()).hasSize(3).doesNotHaveDuplicates();
				return context;
			});
		});
	}

	@Test
	void twoThreadsAddTheSlotOfOneLocal() throws Throwable {
		Random random = new Random(2);
		Duel.fight(() -> {
			SlotContext context = newContext();
			RequestLocal<Integer> local = this.locals.get(random.nextInt(this.locals.size()));
			AtomicReference<@Nullable Slot> first = new AtomicReference<>();
			AtomicReference<@Nullable Slot> second = new AtomicReference<>();
			return new Duel.Round(() -> {
				first.set(context.slot(local));
				return first;
			}, () -> {
				second.set(context.slot(local));
				return second;
			}, () -> {
				assertThat(first.get()).isNotNull().isSameAs(second.get());
				assertThat(context.slots()).containsExactly(first.get());
				return context;
			});
		});
	}

	@Test
	void twoThreadsGrowTheTableAtOnce() throws Throwable {
		Random random = new Random(3);
		Duel.fight(() -> {
			SlotContext context = newContext();
			Slot kept = context.slot(this.locals.get(0));
			RequestLocal<Integer> one = this.locals.get(8 + random.nextInt(30));
			RequestLocal<Integer> two = this.locals.get(40 + random.nextInt(40));
			AtomicReference<@Nullable Slot> first = new AtomicReference<>();
			AtomicReference<@Nullable Slot> second = new AtomicReference<>();
			return new Duel.Round(() -> {
				first.set(context.slot(one));
				return first;
			}, () -> {
				second.set(context.slot(two));
				return second;
			}, () -> {
				assertThat(context.slot(this.locals.get(0))).isSameAs(kept);
				assertThat(context.slot(one)).isSameAs(first.get());
				assertThat(context.slot(two)).isSameAs(second.get());
				return context;
			});
		});
	}

	@Test
	void manyThreadsAddManySlotsInTheirOwnOrderAndAllGetTheSame() throws Throwable {
		int threads = 4;
		for (int round = 0; round < 100; round++) {
			SlotContext context = newContext();
			CyclicBarrier together = new CyclicBarrier(threads);
			List<Future<List<Slot>>> adders = new ArrayList<>();
			try (Workers workers = new Workers()) {
				for (int i = 0; i < threads; i++) {
					List<RequestLocal<Integer>> mine = new ArrayList<>(this.locals);
					Collections.shuffle(mine, new Random(round * 31L + i));
					Callable<List<Slot>> add = () -> {
						together.await(10, TimeUnit.SECONDS);
						mine.forEach(context::slot);
						return this.locals.stream().map(context::slot).toList();
					};
					adders.add(workers.start("adder " + i, add));
				}
				List<Slot> slots = Workers.result(adders.get(0));
				for (Future<List<Slot>> adder : adders) {
					assertThat(Workers.result(adder)).isEqualTo(slots);
				}
				assertThat(context.slots()).containsExactlyInAnyOrderElementsOf(slots);
				for (int i = 0; i < slots.size(); i++) {
					assertThat(slots.get(i).local()).isSameAs(this.locals.get(i));
				}
			}
		}
	}

	private SlotContext newContext() {
		return new RootContext(this.factory, () -> "race");
	}

	private static List<RequestLocal<Integer>> locals(int count) {
		List<RequestLocal<Integer>> locals = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			locals.add(RequestLocal.named("local " + i));
		}
		return locals;
	}

}
