package dev.requeststate.spring.tag;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.requeststate.call.CallScope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers in a Redis that loses them, ends and comes back.
 */
class RedisTagNumbersTests {

	private static final String TAG_KEY = "{request-state:tags}:tag:";

	private static final String HEAD_KEY = "{request-state:tags}:evictions";

	private static RedisServer server;

	private final List<Instance> instances = new ArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private Instance here;

	private Instance there;

	@BeforeAll
	static void startServer() {
		server = RedisServer.start();
	}

	@AfterAll
	static void stopServer() {
		if (server != null) {
			server.close();
		}
	}

	@BeforeEach
	void startInstances() {
		this.here = instance(Numbering.AT_THE_BEGINNING);
		this.there = instance(Numbering.AT_THE_BEGINNING);
		flushAll();
	}

	@AfterEach
	void stopInstances() {
		this.threads.shutdownNow();
		this.instances.forEach(Instance::close);
	}

	@Test
	void anEvictionHereIsSeenThere() {
		this.here.store.get("1", () -> TaggedStore.tagged("old", "book:1"));
		this.there.store.get("x", () -> TaggedStore.tagged("old", "book:1", "shelf"));
		this.there.store.get("2", () -> TaggedStore.tagged("other", "book:2"));
		this.here.tags.evict("book:1");
		assertThat(this.here.store.find("1")).isNull();
		assertThat(this.there.store.find("x")).isNull();
		assertThat(this.there.store.find("2")).isEqualTo("other");
		assertThat(this.there.store.get("x", () -> TaggedStore.tagged("new", "book:1"))).isEqualTo("new");
		assertThat(this.there.store.find("x")).isEqualTo("new");
	}

	@Test
	void whatIsTaggedHereIsAHitThere() {
		TaggedStore sharing = new TaggedStore(this.there.entries, Numbering.AT_THE_BEGINNING, this.here.store.map);
		this.here.store.get("1", () -> TaggedStore.tagged("value", "book:1"));
		assertThat(sharing.find("1")).isEqualTo("value");
	}

	@ParameterizedTest
	@EnumSource(Numbering.class)
	void anEvictionThereDuringAComputationHereMakesItStaleUnlessItsNumberIsTakenAtTheEnd(Numbering numbering) {
		Instance raced = instance(numbering);
		raced.store.get("0", () -> TaggedStore.tagged("known to tag", "book:1"));
		raced.store.get("1", () -> {
			String value = TaggedStore.tagged("old", "book:1");
			this.there.tags.evict("book:1");
			return value;
		});
		assertThat(raced.store.find("1")).isEqualTo((numbering == Numbering.AT_THE_BEGINNING) ? null : "old");
	}

	@Test
	void anEvictionBetweenTheClaimAndThePutMakesTheEntryAMiss() {
		this.here.store.beforePut = () -> this.there.tags.evict("book:1");
		this.here.store.get("1", () -> TaggedStore.tagged("old", "book:1"));
		assertThat(this.here.store.map).containsKey("1");
		assertThat(this.here.store.find("1")).isNull();
	}

	@Test
	void aTagWhoseNumberIsLostIsAMissAndStaysOne() {
		this.here.store.get("stale", () -> TaggedStore.tagged("old", "book:1"));
		this.there.tags.evict("book:1");
		this.here.redis.delete(TAG_KEY + "book:1");
		assertThat(this.here.store.find("stale")).isNull();
		// Something else gives the tag a number again.
		this.here.store.get("other", () -> TaggedStore.tagged("new", "book:1"));
		assertThat(this.here.store.find("other")).isEqualTo("new");
		assertThat(this.here.store.find("stale")).isNull();
		// A number that begins at zero, as one might think, would bring it back.
		this.here.redis.opsForValue().set(TAG_KEY + "book:1", "0");
		assertThat(this.here.store.find("stale")).as("the control").isEqualTo("old");
	}

	@Test
	void aLostNumberDoesNotLetInWhatAnEvictionHasMadeStaleAtBirth() {
		this.here.store.get("1", () -> TaggedStore.tagged("known to tag", "book:1"));
		this.here.tags.evict("book:1");
		this.here.store.get("1", () -> {
			String value = TaggedStore.tagged("old", "book:1");
			this.there.tags.evict("book:1");
			this.there.redis.delete(TAG_KEY + "book:1");
			return value;
		});
		assertThat(this.here.store.find("1")).isNull();
	}

	@Test
	void anEmptiedRedisMakesEverythingAMissForGood() {
		this.here.store.get("stale", () -> TaggedStore.tagged("old", "book:1"));
		this.here.store.get("kept", () -> TaggedStore.tagged("kept", "book:2"));
		this.there.tags.evict("book:1");
		flushAll();
		assertThat(this.here.store.find("stale")).isNull();
		assertThat(this.here.store.find("kept")).isNull();
		this.there.store.get("x", () -> TaggedStore.tagged("new", "book:1", "book:2"));
		assertThat(this.there.store.get("x", () -> TaggedStore.tagged("new", "book:1", "book:2"))).isEqualTo("new");
		assertThat(this.there.store.find("x")).isEqualTo("new");
		assertThat(this.here.store.find("stale")).isNull();
		assertThat(this.here.store.find("kept")).isNull();
		this.here.tags.evict("book:2");
		assertThat(this.there.store.find("x")).isNull();
	}

	@Test
	void numbersThatAreLostDuringAComputationKeepItsResultOut() {
		this.here.store.get("1", () -> {
			String value = TaggedStore.tagged("old", "book:1");
			flushAll();
			return value;
		});
		assertThat(this.here.store.map).doesNotContainKey("1");
		assertThat(this.here.store.get("1", () -> TaggedStore.tagged("new", "book:1"))).isEqualTo("new");
		assertThat(this.here.store.find("1")).isEqualTo("new");
	}

	@Test
	void forgottenScriptsAloneLoseNothing() {
		this.here.store.get("1", () -> TaggedStore.tagged("value", "book:1"));
		this.here.redis.execute((RedisCallback<Object>) (connection) -> {
			connection.scriptingCommands().scriptFlush();
			return null;
		});
		assertThat(this.here.store.find("1")).isEqualTo("value");
		assertThat(this.there.store.get("1", () -> TaggedStore.tagged("value", "book:1"))).isEqualTo("value");
	}

	// The server has saved the number of the tag before the eviction, and does not know
	// of
	// that one when it comes back.
	@Test
	void aRedisThatComesBackFromAnOlderCopyServesNothingOfBefore() {
		this.here.store.get("stale", () -> TaggedStore.tagged("old", "book:1"));
		long remembered = ((TaggedValue) this.here.store.map.get("stale")).tags().get("book:1");
		this.here.redis.execute((RedisCallback<Object>) (connection) -> {
			connection.execute("SAVE");
			return null;
		});
		this.there.tags.evict("book:1");
		assertThat(this.here.store.find("stale")).isNull();
		server.kill();
		server.startAgain();
		awaitServer();
		assertThat(Long.parseLong(this.here.redis.opsForValue().get(TAG_KEY + "book:1")))
			.as("the control: by the number alone it would be served")
			.isLessThanOrEqualTo(remembered);
		assertThat(this.there.store.get("x", () -> TaggedStore.tagged("new", "book:1"))).isEqualTo("new");
		assertThat(this.here.store.find("stale")).isNull();
		assertThat(this.here.store.get("1", () -> TaggedStore.tagged("new", "book:1"))).isEqualTo("new");
		assertThat(this.here.store.find("1")).isEqualTo("new");
		// An application that is started later finds the numbers begun anew already.
		Instance later = instance(Numbering.AT_THE_BEGINNING);
		later.store.get("1", () -> TaggedStore.tagged("value", "book:1"));
		assertThat(this.here.store.find("1")).as("and does not begin them again").isEqualTo("new");
	}

	@Test
	void aNumberAboveTheSequenceIsTakenForLost() {
		this.here.store.get("1", () -> TaggedStore.tagged("known to tag", "book:1"));
		this.here.redis.opsForValue().set(TAG_KEY + "book:1", "9000000000000000");
		assertThat(this.here.store.find("1")).isNull();
		this.here.store.get("1", () -> TaggedStore.tagged("new", "book:1"));
		assertThat(this.here.store.find("1")).isEqualTo("new");
	}

	@Test
	void numbersAreNotRounded() {
		for (int i = 0; i < 3; i++) {
			long before = this.here.numbers.last();
			this.here.tags.evict("book:1");
			assertThat(this.here.numbers.last()).isEqualTo(before + 1).isGreaterThan(1_000_000_000_000_000L);
			assertThat(this.here.redis.opsForValue().get(TAG_KEY + "book:1")).isEqualTo(Long.toString(before + 1));
		}
	}

	@Test
	void theNumberOfATagIsNotKeptForEver() {
		this.here.tags.evict("book:1");
		this.here.store.get("1", () -> TaggedStore.tagged("value", "book:2"));
		assertThat(this.here.redis.getExpire(TAG_KEY + "book:1", TimeUnit.DAYS)).isBetween(6L, 7L);
		assertThat(this.here.redis.getExpire(TAG_KEY + "book:2", TimeUnit.DAYS)).isBetween(6L, 7L);
		assertThat(this.here.redis.getExpire(HEAD_KEY)).as("no end").isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(strings = { ":", "a:b", "{a}", "}{", "a\u0000b", "a\nb", "*", "\uD83D\uDCD6" })
	void separatorsInATagMeanNothing(String tag) {
		this.here.store.get("1", () -> TaggedStore.tagged("value", tag));
		this.here.store.get("2", () -> TaggedStore.tagged("other", tag + "b", "a", "b"));
		this.there.tags.evict(tag);
		assertThat(this.here.store.find("1")).isNull();
		assertThat(this.here.store.find("2")).isEqualTo("other");
	}

	@Test
	void aReadOfSomethingTaggedIsOneRoundTripAndAnotherIsNone() {
		this.here.store.get("plain", () -> "value");
		this.here.store.get("tagged", () -> TaggedStore.tagged("value", "a", "b", "c"));
		resetCounters();
		assertThat(this.here.store.find("plain")).isEqualTo("value");
		assertThat(counters()).doesNotContainKeys("evalsha", "eval");
		assertThat(this.here.store.find("tagged")).isEqualTo("value");
		assertThat(counters()).containsEntry("evalsha", 1L).doesNotContainKey("eval");
	}

	// Counted by the server.
	@ParameterizedTest
	@ValueSource(ints = { 10, 1_000, 100_000 })
	void anEvictionCostsTheSameForAnyNumberOfEntries(int size) {
		this.here.store.get("first", () -> TaggedStore.tagged("old", "shelf"));
		Object stored = this.here.store.map.get("first");
		for (int i = 0; i < size; i++) {
			this.here.store.map.put("key:" + i, stored);
		}
		resetCounters();
		this.here.tags.evict("shelf");
		Map<String, Long> commands = counters();
		assertThat(commands).containsEntry("evalsha", 1L)
			.containsEntry("hmget", 1L)
			.containsEntry("hset", 1L)
			.containsEntry("set", 1L)
			.doesNotContainKeys("get", "del", "scan", "keys", "expire");
		assertThat(this.here.store.find("key:0")).isNull();
		assertThat(this.here.store.find("key:" + (size - 1))).isNull();
	}

	@Test
	void aRedisThatEndsInTheMiddleOfAStoreLeavesNothing() throws Exception {
		this.here.store.get("1", () -> TaggedStore.tagged("known to tag", "book:1"));
		CountDownLatch computing = new CountDownLatch(1);
		Future<String> store = this.threads.submit(() -> this.here.store.get("2", () -> {
			server.freeze();
			computing.countDown();
			return TaggedStore.tagged("value", "book:1");
		}));
		computing.await();
		server.kill();
		assertThat(store.get()).as("the caller has its result").isEqualTo("value");
		assertThat(this.here.store.map).doesNotContainKey("2");
		assertThat(this.here.store.find("1")).as("down").isNull();
		server.startAgain();
		awaitServer();
		assertThat(this.here.store.find("1")).as("what was stored before it ended").isNull();
		this.here.store.get("2", () -> TaggedStore.tagged("new", "book:1"));
		assertThat(this.here.store.find("2")).isEqualTo("new");
	}

	@Test
	void aRedisThatEndsInTheMiddleOfAnEvictionIsAnErrorForWhoeverEvicts() throws Exception {
		this.here.store.get("1", () -> TaggedStore.tagged("old", "book:1"));
		server.freeze();
		Future<?> eviction = this.threads.submit(() -> this.there.tags.evict("book:1"));
		Awaitility.await().pollDelay(Duration.ZERO).until(this.there::isAsking);
		server.kill();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(eviction::get)
			.havingCause()
			.isInstanceOfSatisfying(TagEvictionException.class, (ex) -> assertThat(ex.tags()).containsExactly("book:1"))
			.withMessageStartingWith("Evicting 1 tag(s) failed")
			.withMessageContaining("Evict again")
			.withMessageNotContaining("book:1");
		server.startAgain();
		awaitServer();
		this.there.tags.evict("book:1");
		assertThat(this.here.store.find("1")).isNull();
	}

	// Two instances with a cache each and a third cache that both use; whoever has
	// evicted
	// successfully must see what it has written before. Meanwhile the server is started
	// again, twice.
	@ParameterizedTest
	@EnumSource(Numbering.class)
	void underEvictionsAndRestartsNothingStaleIsServedUnlessNumbersAreTakenAtTheEnd(Numbering numbering)
			throws Exception {
		Instance one = instance(numbering);
		Instance two = instance(numbering);
		Map<String, Object> shared = new ConcurrentHashMap<>();
		List<TaggedStore> stores = List.of(one.store, two.store, new TaggedStore(one.entries, numbering, shared),
				new TaggedStore(two.entries, numbering, shared));
		AtomicLong database = new AtomicLong();
		AtomicLong evicted = new AtomicLong();
		AtomicBoolean end = new AtomicBoolean();
		AtomicInteger stale = new AtomicInteger();
		AtomicInteger hits = new AtomicInteger();
		List<Future<?>> running = new ArrayList<>();
		running.add(this.threads.submit(() -> {
			while (!end.get()) {
				long version = database.incrementAndGet();
				evictUntilDone(version % 2 == 0 ? one : two, end);
				if (!end.get()) {
					evicted.set(version);
				}
			}
		}));
		for (TaggedStore store : stores) {
			running.add(this.threads.submit(() -> {
				while (!end.get()) {
					long least = evicted.get();
					int before = store.computed.get();
					String value = store.get("book", () -> slow(database.get()));
					hits.addAndGet((store.computed.get() == before) ? 1 : 0);
					stale.addAndGet((Long.parseLong(value) < least) ? 1 : 0);
				}
			}));
		}
		for (int restart = 0; restart < 2; restart++) {
			awaitProgress(evicted, hits);
			server.kill();
			server.startAgain();
		}
		awaitProgress(evicted, hits);
		if (numbering == Numbering.AT_THE_END) {
			Awaitility.await().untilAsserted(() -> assertThat(stale).hasPositiveValue());
		}
		end.set(true);
		for (Future<?> run : running) {
			run.get();
		}
		if (numbering == Numbering.AT_THE_BEGINNING) {
			assertThat(stale).hasValue(0);
		}
	}

	private static String slow(long version) {
		CallScope.current().tag("book:1");
		Thread.yield();
		return Long.toString(version);
	}

	private static void evictUntilDone(Instance instance, AtomicBoolean end) {
		boolean done = false;
		while (!done && !end.get()) {
			try {
				instance.tags.evict("book:1");
				done = true;
			}
			catch (TagEvictionException ex) {
				Thread.yield();
			}
		}
	}

	private static void awaitProgress(AtomicLong evictions, AtomicInteger hits) {
		long evicted = evictions.get();
		int hit = hits.get();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> evictions.get() > evicted + 50 && hits.get() > hit + 50);
	}

	private void flushAll() {
		this.here.redis.execute((RedisCallback<Object>) (connection) -> {
			connection.serverCommands().flushAll();
			return null;
		});
	}

	private void awaitServer() {
		for (Instance instance : this.instances) {
			Awaitility.await().ignoreExceptions().until(() -> instance.redis.hasKey("anything") != null);
		}
	}

	private void resetCounters() {
		this.here.redis.execute((RedisCallback<Object>) (connection) -> {
			connection.serverCommands().resetConfigStats();
			return null;
		});
	}

	private Map<String, Long> counters() {
		Properties stats = this.here.redis
			.execute((RedisCallback<Properties>) (connection) -> connection.serverCommands().info("commandstats"));
		Map<String, Long> calls = new HashMap<>();
		stats.forEach((name, value) -> calls.put(name.toString().replace("cmdstat_", ""),
				Long.valueOf(value.toString().replaceAll("calls=(\\d+),.*", "$1"))));
		return calls;
	}

	private Instance instance(Numbering numbering) {
		Instance instance = new Instance(numbering);
		this.instances.add(instance);
		return instance;
	}

	/**
	 * What one application has.
	 */
	private static final class Instance implements AutoCloseable {

		private final LettuceConnectionFactory connections;

		private final AtomicInteger asking = new AtomicInteger();

		final StringRedisTemplate redis;

		final TagNumbers numbers;

		final TaggedEntries entries;

		final CacheTags tags;

		final TaggedStore store;

		Instance(Numbering numbering) {
			this.connections = new LettuceConnectionFactory(
					new RedisStandaloneConfiguration("127.0.0.1", server.port()),
					LettuceClientConfiguration.builder()
						.commandTimeout(Duration.ofSeconds(1))
						.shutdownTimeout(Duration.ZERO)
						.build());
			this.connections.afterPropertiesSet();
			this.connections.start();
			this.redis = new StringRedisTemplate(this.connections);
			this.numbers = new RedisTagNumbers(this.connections);
			// The pause after a failure is over at once.
			this.entries = new TaggedEntries(this.numbers, InstantSource.system(), pauses());
			this.tags = (tags) -> {
				this.asking.incrementAndGet();
				new NumberedCacheTags(this.numbers).evict(tags);
			};
			this.store = new TaggedStore(this.entries, numbering, new ConcurrentHashMap<>());
		}

		private static LongSupplier pauses() {
			AtomicLong nanoTime = new AtomicLong();
			return () -> nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
		}

		boolean isAsking() {
			return this.asking.get() > 0;
		}

		@Override
		public void close() {
			this.entries.close();
			this.connections.destroy();
		}

	}

}
