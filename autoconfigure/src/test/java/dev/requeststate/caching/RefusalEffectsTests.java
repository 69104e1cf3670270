package dev.requeststate.caching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheTagsAutoConfiguration;
import dev.requeststate.call.CallScope;
import dev.requeststate.call.RequestBoundResultException;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import dev.requeststate.spring.cache.UnguardedCachingException;
import jakarta.annotation.PostConstruct;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a refusal does to what is in the cache and to those who wait, and what the guard
 * leaves as it is without one.
 */
class RefusalEffectsTests {

	private static final RequestLocal<String> USER = RequestLocal.named("user");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, CacheAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class, RequestStateCacheTagsAutoConfiguration.class));

	private ApplicationContextRunner application() {
		return this.runner.withUserConfiguration(Application.class);
	}

	private static <T> T as(String user, Supplier<T> call) {
		return RequestContext.call("request of " + user, () -> {
			USER.set(user);
			T result = call.get();
			if (result instanceof CompletionStage<?> stage) {
				// As a server would.
				RequestContext.current().waitUntil(stage);
			}
			return result;
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "refuse", "fail" })
	void aRefusedPutLeavesNothingThatItWasToReplace(String mode) {
		application().withPropertyValues("spring.cache.type=simple", "request-state.cache.guard=" + mode)
			.run((context) -> {
				Books books = context.getBean(Books.class);
				Cache cache = context.getBean(CacheManager.class).getCache("books");
				assertThat(cache).isNotNull();
				cache.put("dune", "v1");
				assertThat(as("ann", () -> books.save("dune", "v2"))).isEqualTo("v2");
				assertThat(cache.get("dune", String.class)).as("the control: a put that is not refused")
					.isEqualTo("v2");
				if (mode.equals("fail")) {
					assertThatExceptionOfType(RequestBoundResultException.class)
						.isThrownBy(() -> as("ann", () -> books.saveAudited("dune", "v3")));
				}
				else {
					assertThat(as("ann", () -> books.saveAudited("dune", "v3"))).isEqualTo("v3 by ann");
				}
				assertThat(cache.get("dune")).isNull();
			});
	}

	@Test
	void thoseWhoWaitShareAFailureThatIsNobodysOwn() {
		application().withBean(CacheManager.class, RefusalEffectsTests::caffeine).run((context) -> {
			Books books = context.getBean(Books.class);
			List<CompletableFuture<String>> answers = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				answers.add(as("user" + i, () -> books.failing("dune")));
			}
			books.go();
			for (CompletableFuture<String> answer : answers) {
				assertThat(answer).failsWithin(20, TimeUnit.SECONDS).withThrowableThat().withMessageContaining("down");
			}
			assertThat(books.computed()).isEqualTo(1);
		});
	}

	@Test
	void aFailureThatHasReadTheRequestIsItsOwn() {
		application().withBean(CacheManager.class, RefusalEffectsTests::caffeine).run((context) -> {
			Books books = context.getBean(Books.class);
			List<CompletableFuture<String>> answers = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				answers.add(as("user" + i, () -> books.failingFor("dune")));
			}
			books.go();
			for (int i = 0; i < 5; i++) {
				assertThat(answers.get(i)).failsWithin(20, TimeUnit.SECONDS)
					.withThrowableThat()
					.withMessageContaining("down for user" + i);
			}
		});
	}

	@Test
	void nobodyIsToldOfARefusalThatSomebodyElseMeetsMeanwhile() {
		application().withBean(CacheManager.class, RefusalEffectsTests::caffeine).run((context) -> {
			Books books = context.getBean(Books.class);
			CompletableFuture<String> first = as("ann", () -> books.greeting("slow"));
			assertThat(as("cid", () -> books.greeting("fast"))).succeedsWithin(20, TimeUnit.SECONDS)
				.isEqualTo("Hello cid");
			// The operation is known by now, and what Ann waits for is in the cache
			// still.
			CompletableFuture<String> second = as("bob", () -> books.greeting("slow"));
			books.go();
			assertThat(first).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("Hello ann");
			assertThat(second).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("Hello bob");
		});
	}

	@Test
	void aManagerThatChoosesByTheRequestIsPartOfTheKeyAlsoBehindOneOfSprings() {
		application().withBean(CacheManager.class, () -> new TransactionAwareCacheManagerProxy(new UsersCacheManager()))
			.run((context) -> {
				Books books = context.getBean(Books.class);
				for (int i = 0; i < 2; i++) {
					assertThat(as("ann", books::mine)).isEqualTo("ann's");
					assertThat(as("bob", books::mine)).isEqualTo("bob's");
				}
				assertThat(books.computed()).isEqualTo(2);
			});
	}

	@Test
	void whereItIsOffCachingThatCannotBeGuardedIsNobodysBusiness() {
		ApplicationContextRunner odd = this.runner.withBean(CacheInterceptor.class, RefusalEffectsTests::interceptor);
		odd.withPropertyValues("request-state.cache.guard=off").run((context) -> assertThat(context).hasNotFailed());
		odd.run((context) -> assertThat(context).getFailure().isInstanceOf(UnguardedCachingException.class));
	}

	@Test
	void aMethodThatGivesTagsMayBeCalledWhileTheApplicationStarts() {
		application().withPropertyValues("spring.cache.type=simple")
			.withUserConfiguration(WarmUp.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	// Of no advisor that anybody knows.
	private static CacheInterceptor interceptor() {
		CacheInterceptor interceptor = new CacheInterceptor();
		interceptor.setCacheOperationSource(new AnnotationCacheOperationSource());
		interceptor.setCacheManager(new ConcurrentMapCacheManager());
		return interceptor;
	}

	private static CacheManager caffeine() {
		CaffeineCacheManager manager = new CaffeineCacheManager();
		manager.setAsyncCacheMode(true);
		return manager;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Books books() {
			return new Books();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WarmUp {

		@Bean
		Object warmed(Books books) {
			return new Object() {

				@PostConstruct
				void warm() {
					books.tagged();
				}

			};
		}

	}

	static class UsersCacheManager extends ConcurrentMapCacheManager {

		@Override
		public Cache getCache(String name) {
			Cache cache = super.getCache(USER.get() + "'s " + name);
			assertThat(cache).isNotNull();
			return cache;
		}

	}

	static class Books {

		private final CountDownLatch go = new CountDownLatch(1);

		private final AtomicInteger computed = new AtomicInteger();

		void go() {
			this.go.countDown();
		}

		int computed() {
			return this.computed.get();
		}

		@CachePut(cacheNames = "books", key = "#slug")
		String save(String slug, String text) {
			return text;
		}

		@CachePut(cacheNames = "books", key = "#slug")
		String saveAudited(String slug, String text) {
			return text + " by " + USER.get();
		}

		@Cacheable(cacheNames = "failing", sync = true)
		CompletableFuture<String> failing(String slug) {
			this.computed.incrementAndGet();
			return later(() -> {
				throw new IllegalArgumentException("down");
			});
		}

		@Cacheable(cacheNames = "failingFor", sync = true)
		CompletableFuture<String> failingFor(String slug) {
			String user = USER.get();
			return later(() -> {
				throw new IllegalArgumentException("down for " + user);
			});
		}

		@Cacheable(cacheNames = "greetings", sync = true)
		CompletableFuture<String> greeting(String how) {
			String greeting = "Hello " + USER.get();
			return how.equals("slow") ? later(() -> greeting) : CompletableFuture.completedFuture(greeting);
		}

		@Cacheable("mine")
		String mine() {
			this.computed.incrementAndGet();
			return USER.get() + "'s";
		}

		@Cacheable("tagged")
		String tagged() {
			CallScope.current().tag("book:1");
			return "tagged";
		}

		private CompletableFuture<String> later(Supplier<String> result) {
			return CompletableFuture.supplyAsync(() -> {
				Awaitility.await().until(() -> this.go.getCount() == 0);
				return result.get();
			});
		}

	}

}
