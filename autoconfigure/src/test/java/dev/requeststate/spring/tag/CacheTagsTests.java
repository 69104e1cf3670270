package dev.requeststate.spring.tag;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.requeststate.call.CallScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Evicting what carries a tag, with numbers in the process.
 */
class CacheTagsTests {

	private final InProcessTagNumbers numbers = new InProcessTagNumbers();

	private final TaggedEntries entries = new TaggedEntries(this.numbers);

	private final CacheTags tags = new NumberedCacheTags(this.numbers);

	private final TaggedStore store = new TaggedStore(this.entries);

	private final ExecutorService other = Executors.newSingleThreadExecutor();

	@AfterEach
	void end() {
		this.other.shutdownNow();
		this.entries.close();
	}

	@Test
	void whatCarriesTheTagIsAMissInEveryCache() {
		TaggedStore second = new TaggedStore(this.entries);
		this.store.get("1", () -> TaggedStore.tagged("old", "book:1", "shelf"));
		second.get("x", () -> TaggedStore.tagged("old", "book:1"));
		this.store.get("2", () -> TaggedStore.tagged("other", "book:2"));
		this.tags.evict("book:1");
		assertThat(this.store.find("1")).isNull();
		assertThat(second.find("x")).isNull();
		assertThat(this.store.find("2")).isEqualTo("other");
		assertThat(this.store.get("1", () -> TaggedStore.tagged("new", "book:1"))).isEqualTo("new");
		assertThat(this.store.find("1")).isEqualTo("new");
	}

	@Test
	void whatHasNeitherTagsNorALifeIsStoredAsItIs() {
		this.store.get("plain", () -> "value");
		assertThat(this.store.map).containsEntry("plain", "value");
	}

	// The race that the numbers are there for, and what becomes of it without them.
	@ParameterizedTest
	@EnumSource(Numbering.class)
	void anEvictionDuringAComputationMakesItsResultStaleUnlessItsNumberIsTakenAtTheEnd(Numbering numbering)
			throws Exception {
		AtomicReference<String> database = new AtomicReference<>("old");
		TaggedStore raced = new TaggedStore(this.entries, numbering, new ConcurrentHashMap<>());
		CountDownLatch read = new CountDownLatch(1);
		CountDownLatch evicted = new CountDownLatch(1);
		Future<String> computation = this.other.submit(() -> raced.get("1", () -> {
			String value = TaggedStore.tagged(database.get(), "book:1");
			read.countDown();
			await(evicted);
			return value;
		}));
		read.await();
		database.set("new");
		this.tags.evict("book:1");
		evicted.countDown();
		assertThat(computation.get()).isEqualTo("old");
		assertThat(raced.map.containsKey("1")).as("stored").isEqualTo(numbering == Numbering.AT_THE_END);
		String served = raced.get("1", database::get);
		if (numbering == Numbering.AT_THE_BEGINNING) {
			assertThat(served).isEqualTo("new");
		}
		else {
			assertThat(served).as("the control serves what is stale").isEqualTo("old");
		}
	}

	@Test
	void anEvictionBetweenTheClaimAndThePutMakesTheEntryAMiss() {
		this.store.beforePut = () -> this.tags.evict("book:1");
		this.store.get("1", () -> TaggedStore.tagged("old", "book:1"));
		assertThat(this.store.map).as("it was stored").containsKey("1");
		assertThat(this.store.find("1")).isNull();
	}

	@Test
	void whatIsTaggedBeforeOrAfterTheEvictionOfItsOwnComputationIsStale() {
		this.store.get("1", () -> {
			this.tags.evict("book:1");
			return TaggedStore.tagged("old", "book:1");
		});
		assertThat(this.store.map).isEmpty();
	}

	@Test
	void anEvictionInsideAComputationGivesItNoTags() {
		this.store.get("1", () -> {
			this.tags.evict("book:1");
			return "value";
		});
		assertThat(this.store.map).containsEntry("1", "value");
	}

	@Test
	void aHitHandsItsTagsAndTheShorterLifeToTheComputationAroundIt() {
		this.store.get("inner", () -> {
			CallScope.current().tag("book:1").expireAfter(Duration.ofMinutes(1));
			return "inner";
		});
		long before = this.numbers.last();
		this.tags.evict("unrelated");
		this.store.get("outer", () -> {
			CallScope.current().tag("page").expireAfter(Duration.ofHours(1));
			return "outer of " + this.store.get("inner", () -> "not computed");
		});
		TaggedValue inner = (TaggedValue) this.store.map.get("inner");
		TaggedValue outer = (TaggedValue) this.store.map.get("outer");
		assertThat(outer.value()).isEqualTo("outer of inner");
		assertThat(outer.expiresAt()).isEqualTo(inner.expiresAt());
		assertThat(outer.tags()).isEqualTo(Map.of("book:1", before, "page", before + 1));
		this.tags.evict("book:1");
		assertThat(this.store.find("outer")).isNull();
	}

	// Inner is a hit, the eviction comes while the outer one is still at work.
	@Test
	void anEvictionAfterAnInnerHitMakesTheOuterResultStale() {
		this.store.get("inner", () -> TaggedStore.tagged("old", "book:1"));
		this.store.get("outer", () -> {
			String inner = this.store.get("inner", () -> "not computed");
			this.tags.evict("book:1");
			return inner;
		});
		assertThat(this.store.map).doesNotContainKey("outer");
	}

	@Test
	void ofTwoConcurrentEvictionsTheLaterOneCounts() throws Exception {
		for (int i = 0; i < 1_000; i++) {
			CountDownLatch start = new CountDownLatch(1);
			Future<?> second = this.other.submit(() -> {
				await(start);
				this.tags.evict("book:1");
			});
			start.countDown();
			this.tags.evict("book:1");
			long before = this.numbers.last();
			second.get();
			assertThat(this.numbers.isCurrent(Map.of("book:1", before - 1)))
				.as("a result that began before one of the two")
				.isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "\t\n" })
	void aBlankTagIsAnError(String tag) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tags.evict("book:1", tag))
			.withMessage("'tag' must not be blank");
		assertThat(this.numbers.last()).as("nothing is evicted").isZero();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.store.get("1", () -> TaggedStore.tagged("value", tag)));
		assertThat(this.store.map).isEmpty();
	}

	@Test
	void aTagOfTenMegabytesIsAnErrorThatDoesNotRepeatIt() {
		String tag = "x".repeat(10 * 1024 * 1024);
		assertThatIllegalArgumentException().isThrownBy(() -> this.tags.evict(tag))
			.withMessageContaining("at most 512")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
		assertThat(this.numbers.last()).isZero();
	}

	@Test
	void aTagThatIsNullIsAnError() {
		assertThatNullPointerException().isThrownBy(() -> this.tags.evict((String) null))
			.withMessage("'tag' must not be null");
	}

	@Test
	void noTagsAreNoEviction() {
		this.tags.evict();
		assertThat(this.numbers.last()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { ":", "a:b", "a,b", "a b", "{a}", "}{", "a\u0000b", "a\nb", "*", "\uD83D\uDCD6", "\u00e9" })
	void separatorsInATagMeanNothing(String tag) {
		this.store.get("1", () -> TaggedStore.tagged("value", tag));
		this.store.get("2", () -> TaggedStore.tagged("other", tag + "b", "a", "b"));
		this.tags.evict(tag);
		assertThat(this.store.find("1")).isNull();
		assertThat(this.store.find("2")).isEqualTo("other");
	}

	// Counted, not timed: what an eviction does is to evict a tag, whatever is stored.
	@ParameterizedTest
	@ValueSource(ints = { 10, 1_000, 100_000 })
	void anEvictionCostsTheSameForAnyNumberOfEntries(int entries) {
		AtomicInteger operations = new AtomicInteger();
		CountedMap map = new CountedMap(operations);
		TaggedStore large = new TaggedStore(this.entries, Numbering.AT_THE_BEGINNING, map);
		for (int i = 0; i < entries; i++) {
			large.get("key:" + i, () -> TaggedStore.tagged("old", "shelf"));
		}
		operations.set(0);
		long before = this.numbers.last();
		this.tags.evict("shelf");
		assertThat(operations).as("entries touched").hasValue(0);
		assertThat(this.numbers.last() - before).as("evictions counted").isOne();
		assertThat(this.numbers.size()).as("numbers kept").isOne();
		for (int i = 0; i < entries; i++) {
			assertThat(large.find("key:" + i)).isNull();
		}
	}

	@Test
	void tagsThatAreOnlyGivenAreNotRemembered() {
		for (int i = 0; i < 1_000; i++) {
			int number = i;
			this.store.get("key:" + i, () -> TaggedStore.tagged("value", "tag:" + number));
		}
		assertThat(this.numbers.size()).isZero();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class CountedMap extends ConcurrentHashMap<String, Object> {

		private static final long serialVersionUID = 1L;

		private final transient AtomicInteger operations;

		CountedMap(AtomicInteger operations) {
			this.operations = operations;
		}

		@Override
		public Object get(Object key) {
			this.operations.incrementAndGet();
			return super.get(key);
		}

		@Override
		public Object put(String key, Object value) {
			this.operations.incrementAndGet();
			return super.put(key, value);
		}

		@Override
		public Object remove(Object key) {
			this.operations.incrementAndGet();
			return super.remove(key);
		}

		@Override
		public void clear() {
			this.operations.incrementAndGet();
			super.clear();
		}

	}

}
