package dev.requeststate.caching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheTagsAutoConfiguration;
import dev.requeststate.spring.tag.CacheTags;
import dev.requeststate.spring.tag.RedisServer;
import dev.requeststate.spring.tag.TaggedValue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tags and life of what cached methods of all shapes store, in caches of all kinds.
 */
class TagsInCachesTests {

	private static @Nullable RedisServer server;

	private static ExecutorService threads;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, DataRedisAutoConfiguration.class,
				CacheAutoConfiguration.class, RequestStateCacheTagsAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@BeforeAll
	static void start() {
		server = RedisServer.start();
		threads = Executors.newCachedThreadPool();
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
			threads.shutdownNow();
		}
	}

	@TestFactory
	Stream<DynamicTest> inEveryKindOfCache() {
		List<DynamicTest> tests = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			for (String numbers : List.of("process", "redis")) {
				for (String guard : List.of("refuse", "off")) {
					ApplicationContextRunner runner = runner(kind).withPropertyValues(
							"request-state.cache.tags=" + numbers, "request-state.cache.guard=" + guard);
					tests.add(DynamicTest.dynamicTest(kind + ", numbers in " + numbers + ", guard " + guard,
							() -> runner.run((context) -> kind.shapes()
								.forEach((shape) -> everyRace(shape, context.getBean(TaggedBooks.class),
										context.getBean(CacheTags.class))))));
				}
			}
		}
		return tests.stream();
	}

	private static void everyRace(TaggedBooks.Shape shape, TaggedBooks books, CacheTags tags) {
		books.database().set("v1");
		anEvictionMakesItAMiss(shape, books, tags, shape + "1");
		books.database().set("v1");
		whatIsEvictedMeanwhileIsNotServed(shape, books, tags, shape + "2");
		books.database().set("v1");
		whoAsksAfterAnEvictionGetsTheNewValue(shape, books, tags, shape + "3");
	}

	private static void anEvictionMakesItAMiss(TaggedBooks.Shape shape, TaggedBooks books, CacheTags tags, String key) {
		assertStored(shape, books, key, "v1");
		assertStored(shape, books, shape + "other", "v1");
		books.database().set("v2");
		assertThat(shape.get(books, key)).as("%s", shape).isEqualTo("v1");
		tags.evict("book:" + key);
		assertThat(shape.get(books, key)).as("%s", shape).isEqualTo("v2");
		assertThat(shape.get(books, shape + "other")).as("another tag of %s", shape).isEqualTo("v1");
		assertStored(shape, books, key, "v2");
	}

	private static void whatIsEvictedMeanwhileIsNotServed(TaggedBooks.Shape shape, TaggedBooks books, CacheTags tags,
			String key) {
		books.meanwhile().set(() -> {
			books.database().set("v2");
			tags.evict("book:" + key);
		});
		assertThat(shape.get(books, key)).as("asked for before the eviction, %s", shape).isEqualTo("v1");
		assertThat(shape.get(books, key)).as("%s", shape).isEqualTo("v2");
		assertStored(shape, books, key, "v2");
	}

	private static void whoAsksAfterAnEvictionGetsTheNewValue(TaggedBooks.Shape shape, TaggedBooks books,
			CacheTags tags, String key) {
		CountDownLatch read = new CountDownLatch(1);
		CountDownLatch evicted = new CountDownLatch(1);
		books.meanwhile().set(() -> {
			read.countDown();
			await(evicted);
		});
		Future<String> before = threads.submit(() -> shape.get(books, key));
		await(read);
		books.database().set("v2");
		tags.evict("book:" + key);
		List<Future<String>> after = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			after.add(threads.submit(() -> shape.get(books, key)));
		}
		evicted.countDown();
		assertThat(value(before)).as("%s", shape).isEqualTo("v1");
		for (Future<String> late : after) {
			assertThat(value(late)).as("%s", shape).isEqualTo("v2");
		}
	}

	// The first results may not be: those of an operation that is not known to tag yet,
	// and
	// of Caffeine while it has a load that was refused.
	private static void assertStored(TaggedBooks.Shape shape, TaggedBooks books, String key, String value) {
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> {
			int computed = books.computed().get();
			assertThat(shape.get(books, key)).as("%s", shape).isEqualTo(value);
			return books.computed().get() == computed;
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void whatHasNoTagsIsStoredAsItIs(Kind kind) {
		runner(kind).run((context) -> {
			context.getBean(TaggedBooks.class).untagged("1");
			assertThat(cache(context.getBean(CacheManager.class), "books").get("1").get()).isEqualTo("v1");
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void whoAsksTheCacheItselfSeesTheTags(Kind kind) {
		runner(kind).run((context) -> {
			context.getBean(TaggedBooks.class).plain("1");
			assertThat(cache(context.getBean(CacheManager.class), "books").get("1").get())
				.isInstanceOfSatisfying(TaggedValue.class, (stored) -> {
					assertThat(stored.value()).isEqualTo("v1");
					assertThat(stored.tags()).containsOnlyKeys("book:1");
				});
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aHitGivesItsTagsToWhatIsMadeOfIt(Kind kind) {
		runner(kind).run((context) -> {
			TaggedBooks books = context.getBean(TaggedBooks.class);
			assertThat(books.plain("1")).isEqualTo("v1");
			assertThat(books.page("1", books)).isEqualTo("page of v1");
			books.database().set("v2");
			assertThat(books.page("1", books)).as("stored").isEqualTo("page of v1");
			context.getBean(CacheTags.class).evict("book:1");
			assertThat(books.page("1", books)).isEqualTo("page of v2");
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void nullIsTaggedLikeAnythingElse(Kind kind) {
		runner(kind).run((context) -> {
			TaggedBooks books = context.getBean(TaggedBooks.class);
			books.database().set("gone");
			assertThat(books.absent("1")).isNull();
			books.database().set("v2");
			assertThat(books.absent("1")).as("stored").isNull();
			context.getBean(CacheTags.class).evict("book:1");
			assertThat(books.absent("1")).isEqualTo("v2");
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aPutIsTaggedToo(Kind kind) {
		runner(kind).run((context) -> {
			TaggedBooks books = context.getBean(TaggedBooks.class);
			books.put("1");
			books.database().set("v2");
			assertThat(books.plain("1")).as("stored").isEqualTo("v1");
			context.getBean(CacheTags.class).evict("book:1");
			assertThat(books.plain("1")).isEqualTo("v2");
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aPutThatIsStaleAtBirthRemovesWhatItWasToReplace(Kind kind) {
		runner(kind).run((context) -> {
			TaggedBooks books = context.getBean(TaggedBooks.class);
			assertThat(books.untagged("1")).isEqualTo("v1");
			books.database().set("v2");
			books.meanwhile().set(() -> {
				books.database().set("v3");
				context.getBean(CacheTags.class).evict("book:1");
			});
			assertThat(books.put("1")).isEqualTo("v2");
			assertThat(books.untagged("1")).isEqualTo("v3");
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aLifeEnds(Kind kind) {
		runner(kind).run((context) -> {
			TaggedBooks books = context.getBean(TaggedBooks.class);
			assertThat(books.mortal("1", 100_000)).isEqualTo("v1");
			assertThat(books.mortal("2", 50)).isEqualTo("v1");
			books.database().set("v2");
			Awaitility.await().until(() -> books.mortal("2", 50).equals("v2"));
			assertThat(books.mortal("1", 100_000)).isEqualTo("v1");
		});
	}

	// All find the same stale entry: one computes, as for a key that is not there.
	@Test
	void aStaleEntryIsComputedOnceForAllWhoWaitForIt() {
		runner(Kind.CAFFEINE).run((context) -> {
			TaggedBooks books = context.getBean(TaggedBooks.class);
			books.sync("1");
			context.getBean(CacheTags.class).evict("book:1");
			books.computed().set(0);
			CountDownLatch read = new CountDownLatch(1);
			CountDownLatch go = new CountDownLatch(1);
			books.meanwhile().set(() -> {
				read.countDown();
				await(go);
			});
			List<Future<String>> calls = new ArrayList<>();
			calls.add(threads.submit(() -> books.sync("1")));
			await(read);
			for (int i = 0; i < 3; i++) {
				calls.add(threads.submit(() -> books.sync("1")));
			}
			go.countDown();
			for (Future<String> call : calls) {
				assertThat(call.get()).isEqualTo("v1");
			}
			assertThat(books.computed()).hasValue(1);
		});
	}

	@Test
	void anEvictionInOneApplicationIsSeenByAnother() {
		ApplicationContextRunner shared = runner(Kind.CAFFEINE).withPropertyValues("request-state.cache.tags=redis");
		shared.run((one) -> shared.run((other) -> {
			TaggedBooks books = other.getBean(TaggedBooks.class);
			books.plain("0");
			assertThat(books.plain("1")).isEqualTo("v1");
			books.database().set("v2");
			assertThat(books.plain("1")).isEqualTo("v1");
			one.getBean(CacheTags.class).evict("book:1");
			assertThat(books.plain("1")).isEqualTo("v2");
		}));
	}

	@Test
	void anEvictionInOneApplicationIsNotSeenByAnotherThatCountsInItsProcess() {
		ApplicationContextRunner alone = runner(Kind.CAFFEINE);
		alone.run((one) -> alone.run((other) -> {
			TaggedBooks books = other.getBean(TaggedBooks.class);
			books.plain("1");
			books.database().set("v2");
			one.getBean(CacheTags.class).evict("book:1");
			assertThat(books.plain("1")).as("the control").isEqualTo("v1");
		}));
	}

	private ApplicationContextRunner runner(Kind kind) {
		assertThat(server).isNotNull();
		return this.runner.withPropertyValues("spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + server.port(), "spring.cache.type=" + kind.type,
				"spring.data.redis.timeout=5s", ownKeys(), "async=" + (kind == Kind.CAFFEINE_ASYNC));
	}

	private static String ownKeys() {
		return "spring.cache.redis.key-prefix=" + System.nanoTime() + ":";
	}

	private static Cache cache(CacheManager manager, String name) {
		Cache cache = manager.getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	private static @Nullable String value(Future<String> call) {
		try {
			return call.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	enum Kind {

		CONCURRENT_MAP("simple"), CAFFEINE("caffeine"), CAFFEINE_ASYNC("caffeine"), REDIS("redis");

		private final String type;

		Kind(String type) {
			this.type = type;
		}

		// Without its asynchronous mode, Caffeine has nothing for futures.
		List<TaggedBooks.Shape> shapes() {
			return (this == CAFFEINE) ? TaggedBooks.Shape.BLOCKING : List.of(TaggedBooks.Shape.values());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		TaggedBooks books() {
			return new TaggedBooks();
		}

		@Bean
		CacheManagerCustomizer<CaffeineCacheManager> asyncMode(@Value("${async}") boolean async) {
			return (manager) -> manager.setAsyncCacheMode(async);
		}

		// Otherwise a put is still on its way when it returns.
		@Bean
		RedisCacheManagerBuilderCustomizer immediateWrites(RedisConnectionFactory connections) {
			return (builder) -> builder.cacheWriter(
					RedisCacheWriter.create(connections, RedisCacheWriter.RedisCacheWriterConfigurer::immediateWrites));
		}

	}

}
