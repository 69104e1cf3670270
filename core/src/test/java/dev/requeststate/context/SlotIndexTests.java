package dev.requeststate.context;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The places of request locals in the tables of contexts.
 */
class SlotIndexTests {

	@Test
	void theIndexOfACollectedLocalIsGivenToAnother() {
		Set<Integer> given = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			given.add(RequestLocal.named("temporary").index());
		}
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return given.contains(RequestLocal.named("next").index());
		});
	}

	@Test
	void aLocalWithAValueInAnOpenContextKeepsItsIndex() {
		RequestContextFactory factory = RequestContextFactory.builder().build();
		Lease lease = factory.open(() -> "open");
		WeakReference<RequestLocal<String>> kept = setTemporaryLocal(lease, "kept");
		WeakReference<RequestLocal<String>> control = setTemporaryLocal(factory.open(() -> "dropped"), "dropped");
		// From here on the factory holds weakly what is open.
		factory.openContexts().review();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return control.refersTo(null);
		});
		assertThat(kept.refersTo(null)).isFalse();
		lease.close();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return kept.refersTo(null);
		});
	}

	private static WeakReference<RequestLocal<String>> setTemporaryLocal(Lease lease, String name) {
		RequestLocal<String> local = RequestLocal.named(name);
		try (Binding binding = lease.bind()) {
			local.set("value");
		}
		return new WeakReference<>(local);
	}

	@Test
	void theLocalsAreListedInTheOrderOfTheirPlaces() {
		List<RequestLocal<String>> live = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			live.add(RequestLocal.named("listed " + i));
		}
		List<RequestLocal<?>> all = SlotIndexes.all();
		assertThat(all).containsAll(live);
		assertThat(all.stream().map(RequestLocal::index)).isSorted();
	}

	@Test
	void noTwoLiveLocalsHaveOneIndexAlsoWhenManyThreadsMakeAndDropThem() throws Throwable {
		try (Workers workers = new Workers()) {
			List<Future<List<RequestLocal<String>>>> makers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				makers.add(workers.start("maker " + i, () -> {
					List<RequestLocal<String>> kept = new ArrayList<>();
					for (int j = 0; j < 2_000; j++) {
						RequestLocal<String> local = RequestLocal.named("local");
						if (j % 4 == 0) {
							kept.add(local);
						}
						if (j % 500 == 0) {
							System.gc();
						}
					}
					return kept;
				}));
			}
			List<RequestLocal<String>> live = new ArrayList<>();
			for (Future<List<RequestLocal<String>>> maker : makers) {
				live.addAll(Workers.result(maker));
			}
			assertThat(live).hasSize(2_000).extracting(RequestLocal::index).doesNotHaveDuplicates();
		}
	}

}
