package dev.requeststate.spring.cache;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.requeststate.RequestCacheable;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheTagsAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateRequestCacheAutoConfiguration;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.NoRequestContextException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.context.RequestLocal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods whose results are remembered for the rest of the request, in an application
 * whose shared caches are guarded.
 */
class RequestCacheableTests {

	static final RequestLocal<String> USER = RequestLocal.named("user");

	private ConfigurableApplicationContext application;

	private RequestContextFactory factory;

	private Catalog catalog;

	@BeforeEach
	void start() {
		this.application = new SpringApplicationBuilder(sources()).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run();
		this.factory = this.application.getBean(RequestContextFactory.class);
		this.catalog = this.application.getBean(Catalog.class);
	}

	Class<?>[] sources() {
		return new Class<?>[] { Application.class, RequestStateCacheTagsAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class };
	}

	RequestContextFactory factory() {
		return this.factory;
	}

	Catalog catalog() {
		return this.catalog;
	}

	@AfterEach
	void stop() {
		SpringApplication.exit(this.application);
	}

	@Test
	void aMethodIsCalledOnceForEachRequestAndArgument() {
		this.factory.run("one", () -> {
			USER.set("ada");
			assertThat(this.catalog.greeting("hello")).isEqualTo("1 hello ada");
			assertThat(this.catalog.greeting("hello")).isEqualTo("1 hello ada");
			assertThat(this.catalog.greeting("bye")).isEqualTo("2 bye ada");
		});
		this.factory.run("two", () -> {
			USER.set("bob");
			assertThat(this.catalog.greeting("hello")).isEqualTo("3 hello bob");
		});
	}

	@Test
	void aSharedMethodThatReadsOneBelongsToItsRequestAlsoOnAHit() {
		this.factory.run("one", () -> {
			USER.set("ada");
			assertThat(this.catalog.greeting("hello")).isEqualTo("1 hello ada");
			assertThat(this.catalog.sharedOfOwn()).isEqualTo("2 1 hello ada");
		});
		this.factory.run("two", () -> {
			USER.set("bob");
			assertThat(this.catalog.sharedOfOwn()).isEqualTo("3 4 hello bob");
		});
	}

	@Test
	void insideAnOverrideTheMethodIsCalledAsIfOutsideIt() {
		this.factory.run("request", () -> {
			USER.set("ada");
			RequestContext.current()
				.with(USER, "bob")
				.run(() -> assertThat(this.catalog.greeting("hello")).isEqualTo("1 hello ada"));
			assertThat(this.catalog.greeting("hello")).isEqualTo("1 hello ada");
		});
	}

	@Test
	void methodsWithoutANameDoNotShareACache() {
		this.factory.run("request", () -> {
			USER.set("ada");
			assertThat(this.catalog.greeting("hello")).isEqualTo("1 hello ada");
			assertThat(this.catalog.title("hello")).isEqualTo("title 2");
			assertThat(this.catalog.title(7)).isEqualTo("number 3");
		});
	}

	@Test
	void methodsWithTheSameNameDoAndTheNameOfTheClassIsTheDefault() {
		Named named = this.application.getBean(Named.class);
		this.factory.run("request", () -> {
			assertThat(named.first("a")).isEqualTo("first 1");
			assertThat(named.second("a")).isEqualTo("first 1");
			named.forget("a");
			assertThat(named.second("a")).isEqualTo("second 2");
			assertThat(this.application.getBean("requestCacheManager", RequestCacheManager.class).getCacheNames())
				.containsExactly("named");
		});
	}

	@Test
	void nullAndOptionalAreRememberedAndAnExceptionIsNot() {
		this.factory.run("request", () -> {
			assertThat(this.catalog.nothing()).isNull();
			assertThat(this.catalog.nothing()).isNull();
			assertThat(this.catalog.calls()).isOne();
			assertThat(this.catalog.maybe()).hasValue(2);
			assertThat(this.catalog.maybe()).hasValue(2);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.catalog.failing()).withMessage("3");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.catalog.failing()).withMessage("4");
		});
	}

	@Test
	void futuresAndPublishersAreMadeOnceAndFailuresAreNotRemembered() {
		this.factory.run("request", () -> {
			CompletableFuture<Integer> first = this.catalog.future();
			CompletableFuture<Integer> second = this.catalog.future();
			assertThat(this.catalog.pending()).hasSize(1);
			this.catalog.pending().get(0).complete(5);
			assertThat(first).isCompletedWithValue(5);
			assertThat(second).isCompletedWithValue(5);
			assertThat(this.catalog.mono().block()).isOne();
			assertThat(this.catalog.mono().block()).isOne();
			assertThat(this.catalog.flux().collectList().block()).containsExactly(2, 2);
			assertThat(this.catalog.flux().collectList().block()).containsExactly(2, 2);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.catalog.failingMono().block())
				.withMessage("3");
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.catalog.failingMono().block())
				.withMessage("4");
		});
		this.factory.run("next", () -> assertThat(this.catalog.mono().block()).isEqualTo(5));
	}

	@Test
	void aSubscriberThatCancelsDoesNotTakeTheValueFromTheOthers() {
		this.factory.run("request", () -> {
			CompletableFuture<Integer> other = this.catalog.pendingMono().toFuture();
			this.catalog.pendingMono().subscribe().dispose();
			this.catalog.pending().get(0).complete(5);
			assertThat(other).isCompletedWithValue(5);
			assertThat(this.catalog.pending()).hasSize(1);
		});
	}

	@Test
	void conditionKeyAndUnlessAreSprings() {
		this.factory.run("request", () -> {
			assertThat(this.catalog.keyed("a", 1)).isEqualTo(1);
			assertThat(this.catalog.keyed("a", 2)).isEqualTo(1);
			assertThat(this.catalog.keyed("skip", 1)).isEqualTo(2);
			assertThat(this.catalog.keyed("skip", 1)).isEqualTo(3);
			assertThat(this.catalog.unless("keep")).isEqualTo(4);
			assertThat(this.catalog.unless("keep")).isEqualTo(4);
			assertThat(this.catalog.unless("drop")).isEqualTo(5);
			assertThat(this.catalog.unless("drop")).isEqualTo(6);
		});
	}

	@Test
	void aMethodThatAsksForItsOwnResultIsAnError() {
		this.factory.run("request",
				() -> assertThatExceptionOfType(CircularCreationException.class)
					.isThrownBy(() -> this.catalog.circular("a"))
					.withMessageContaining("Catalog.circular(java.lang.String)'"));
	}

	@Test
	void outsideOfARequestACallIsAClearError() {
		assertThatExceptionOfType(NoRequestContextException.class).isThrownBy(() -> this.catalog.greeting("hello"))
			.withMessageContaining("Catalog.greeting(java.lang.String)'");
		assertThat(this.catalog.calls()).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ CacheAutoConfiguration.class, RequestStateAutoConfiguration.class,
			RequestStateRequestCacheAutoConfiguration.class })
	static class Application {

		@Bean
		Catalog catalog(ObjectProvider<Catalog> self) {
			return new Catalog(self);
		}

		@Bean
		Named named() {
			return new Named();
		}

	}

	static class Catalog {

		private final List<CompletableFuture<Integer>> pending = new CopyOnWriteArrayList<>();

		private final AtomicInteger calls = new AtomicInteger();

		private final ObjectProvider<Catalog> self;

		Catalog(ObjectProvider<Catalog> self) {
			this.self = self;
		}

		int calls() {
			return this.calls.get();
		}

		List<CompletableFuture<Integer>> pending() {
			return this.pending;
		}

		private int call() {
			return this.calls.incrementAndGet();
		}

		@RequestCacheable
		public String greeting(String word) {
			return call() + " " + word + " " + USER.get();
		}

		@Cacheable("shared")
		public String sharedGreeting() {
			return call() + " " + USER.get();
		}

		@Cacheable("shared")
		public String sharedOfOwn() {
			return call() + " " + this.self.getObject().greeting("hello");
		}

		@RequestCacheable
		public String title(String word) {
			return "title " + call();
		}

		@RequestCacheable
		public String title(int number) {
			return "number " + call();
		}

		@RequestCacheable
		public @Nullable String nothing() {
			call();
			return null;
		}

		@RequestCacheable
		public Optional<Integer> maybe() {
			return Optional.of(call());
		}

		@RequestCacheable
		public String failing() throws IOException {
			throw new IOException(String.valueOf(call()));
		}

		@RequestCacheable
		public CompletableFuture<Integer> future() {
			CompletableFuture<Integer> future = new CompletableFuture<>();
			this.pending.add(future);
			return future;
		}

		@RequestCacheable
		public Mono<Integer> mono() {
			return Mono.fromSupplier(this::call);
		}

		@RequestCacheable
		public Flux<Integer> flux() {
			return Flux.defer(() -> {
				int call = call();
				return Flux.just(call, call);
			});
		}

		@RequestCacheable
		public Mono<Integer> failingMono() {
			return Mono.error(() -> new IllegalStateException(String.valueOf(call())));
		}

		@RequestCacheable
		public Mono<Integer> pendingMono() {
			return Mono.fromFuture(future(), true);
		}

		@RequestCacheable(cacheNames = "keyed", key = "#word", condition = "#word != 'skip'")
		public int keyed(String word, int other) {
			return call();
		}

		@RequestCacheable(value = "unless", unless = "#word == 'drop'", sync = false)
		public int unless(String word) {
			return call();
		}

		@RequestCacheable
		public String circular(String word) {
			return this.self.getObject().circular(word);
		}

	}

	@CacheConfig(cacheNames = "named")
	static class Named {

		private final AtomicInteger calls = new AtomicInteger();

		@RequestCacheable
		public String first(String key) {
			return "first " + this.calls.incrementAndGet();
		}

		@RequestCacheable
		public String second(String key) {
			return "second " + this.calls.incrementAndGet();
		}

		@CacheEvict(cacheManager = "requestCacheManager")
		public void forget(String key) {
		}

	}

}
