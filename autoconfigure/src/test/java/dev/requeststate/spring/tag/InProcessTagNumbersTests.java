package dev.requeststate.spring.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InProcessTagNumbersTests {

	private final InProcessTagNumbers numbers = new InProcessTagNumbers();

	@Test
	void whatWasNeverEvictedIsCurrent() {
		assertThat(this.numbers.isCurrent(Map.of("book:1", this.numbers.last()))).isTrue();
	}

	@Test
	void anEvictionEndsWhatBeganBeforeAndNothingElse() {
		long before = this.numbers.last();
		this.numbers.evict(Set.of("book:1"));
		assertThat(this.numbers.isCurrent(Map.of("book:1", before))).isFalse();
		assertThat(this.numbers.isCurrent(Map.of("book:2", before))).isTrue();
		assertThat(this.numbers.isCurrent(Map.of("book:1", this.numbers.last()))).isTrue();
	}

	@Test
	void oneEvictedTagOfSeveralIsEnough() {
		long before = this.numbers.last();
		this.numbers.evict(Set.of("book:1"));
		assertThat(this.numbers.isCurrent(Map.of("shelf", before, "book:1", before))).isFalse();
	}

	@Test
	void tagsEvictedTogetherHaveOneNumber() {
		long before = this.numbers.last();
		this.numbers.evict(Set.of("a", "b"));
		assertThat(this.numbers.last()).isEqualTo(before + 1);
		assertThat(this.numbers.isCurrent(Map.of("a", before))).isFalse();
		assertThat(this.numbers.isCurrent(Map.of("b", before))).isFalse();
	}

	@Test
	void forgottenEvictionsCountForEverythingThatIsAsOld() {
		InProcessTagNumbers few = new InProcessTagNumbers(3);
		long before = few.last();
		few.evict(Set.of("forgotten"));
		long after = few.last();
		for (int i = 0; i < 3; i++) {
			few.evict(Set.of("other:" + i));
		}
		assertThat(few.size()).isEqualTo(3);
		assertThat(few.isCurrent(Map.of("forgotten", before))).as("evicted").isFalse();
		assertThat(few.isCurrent(Map.of("never evicted", before))).as("as old as what is forgotten").isFalse();
		assertThat(few.isCurrent(Map.of("never evicted", after))).as("younger than that").isTrue();
		assertThat(few.isCurrent(Map.of("other:2", after))).as("remembered").isFalse();
	}

	@Test
	void evictingATagAgainDoesNotForgetAnother() {
		InProcessTagNumbers few = new InProcessTagNumbers(2);
		few.evict(Set.of("a"));
		long between = few.last();
		for (int i = 0; i < 10; i++) {
			few.evict(Set.of("b"));
		}
		assertThat(few.size()).isEqualTo(2);
		assertThat(few.isCurrent(Map.of("never evicted", 0L))).isTrue();
		assertThat(few.isCurrent(Map.of("a", between))).isTrue();
		assertThat(few.isCurrent(Map.of("a", between - 1))).isFalse();
	}

	@Test
	void aTagThatWasEvictedAgainIsNotTheOldest() {
		InProcessTagNumbers few = new InProcessTagNumbers(2);
		few.evict(Set.of("a"));
		few.evict(Set.of("b"));
		few.evict(Set.of("a"));
		long before = few.last();
		few.evict(Set.of("c"));
		assertThat(few.isCurrent(Map.of("a", before))).isTrue();
		assertThat(few.isCurrent(Map.of("a", before - 1))).isFalse();
		assertThat(few.isCurrent(Map.of("b", 1L))).as("forgotten").isFalse();
	}

	@Test
	void moreTagsAtOnceThanAreRememberedAreEvictedAllTheSame() {
		InProcessTagNumbers few = new InProcessTagNumbers(2);
		few.evict(Set.of("a", "b", "c", "d"));
		assertThat(few.size()).isEqualTo(2);
		for (String tag : List.of("a", "b", "c", "d")) {
			assertThat(few.isCurrent(Map.of(tag, 0L))).as(tag).isFalse();
			assertThat(few.isCurrent(Map.of(tag, few.last()))).as(tag).isTrue();
		}
	}

	@Test
	void numbersOfTwoProcessesAreNotCompared() {
		assertThat(this.numbers.origin()).isNotEqualTo(new InProcessTagNumbers().origin());
	}

	@Test
	void aLimitOfNothingIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InProcessTagNumbers(0))
			.withMessage("'limit' must be above zero");
	}

	// Each thread evicts tags that the others evict too, and looks at once whether what
	// began before is gone, while the numbers are forgotten under its feet.
	@Test
	void concurrentEvictionsAreAllSeenByWhoeverAskedForThem() throws Exception {
		InProcessTagNumbers few = new InProcessTagNumbers(4);
		int threads = 4;
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Integer>> runs = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				int seed = thread;
				runs.add(executor.submit(() -> {
					start.await();
					int stale = 0;
					for (int i = 0; i < 20_000; i++) {
						String tag = "tag:" + ((i * 7 + seed) % 11);
						long before = few.last();
						few.evict(Set.of(tag));
						stale += few.isCurrent(Map.of(tag, before)) ? 1 : 0;
					}
					return stale;
				}));
			}
			start.countDown();
			for (Future<Integer> run : runs) {
				assertThat(run.get()).isZero();
			}
			assertThat(few.last()).isEqualTo(threads * 20_000L);
			assertThat(few.size()).isEqualTo(4);
		}
		finally {
			executor.shutdownNow();
		}
	}

}
