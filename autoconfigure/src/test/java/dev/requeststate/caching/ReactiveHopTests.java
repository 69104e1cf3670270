package dev.requeststate.caching;

import java.util.function.Supplier;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.context.RequestContext;
import dev.requeststate.context.RequestLocal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached reactive results that read on other threads, where Reactor carries the context.
 * What it carries was captured before the cached call began.
 */
class ReactiveHopTests {

	private static final RequestLocal<String> USER = RequestLocal.named("user");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, CacheAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.cache.type=simple");

	@BeforeEach
	void carry() {
		Hooks.enableAutomaticContextPropagation();
	}

	@AfterEach
	void carryNoMore() {
		Hooks.disableAutomaticContextPropagation();
	}

	@Test
	void whatIsReadOnAnotherThreadKeepsTheResultOutOfTheCache() {
		this.runner.run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			for (String user : new String[] { "ann", "bob" }) {
				assertThat(as(user, greetings::mono)).isEqualTo("Hello " + user);
				assertThat(as(user, greetings::syncMono)).isEqualTo("Hello " + user);
				assertThat(as(user, () -> greetings.flux().last())).isEqualTo("Hello " + user);
			}
		});
	}

	@Test
	void theControlServesAnnsNameToBob() {
		this.runner.withPropertyValues("request-state.cache.guard=off").run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(as("ann", greetings::mono)).isEqualTo("Hello ann");
			assertThat(as("bob", greetings::mono)).isEqualTo("Hello ann");
		});
	}

	@Test
	void whatTheCallerReadsOnAnotherThreadIsNoBusinessOfTheResult() {
		this.runner.run((context) -> {
			Supplier<Mono<String>> greeting = () -> context.getBean(Greetings.class)
				.shared()
				.publishOn(Schedulers.boundedElastic())
				.map((greeted) -> greeted + USER.get());
			assertThat(as("ann", greeting)).isEqualTo("Hello ann");
			assertThat(as("bob", greeting)).isEqualTo("Hello bob");
			CacheManager caches = context.getBean(CacheManager.class);
			assertThat(caches.getCache("shared")).isNotNull()
				.satisfies((cache) -> assertThat(cache.get("key")).isNotNull());
		});
	}

	private static <T> T as(String user, Supplier<Mono<T>> result) {
		return RequestContext.call("request of " + user, () -> {
			USER.set(user);
			return result.get().blockOptional().orElseThrow();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Greetings greetings() {
			return new Greetings();
		}

	}

	static class Greetings {

		@Cacheable(cacheNames = "monos", key = "'key'")
		Mono<String> mono() {
			// A thread that Reactor does not know: it gets the context from the
			// subscriber.
			return Mono.<String>create((sink) -> new Thread(() -> sink.success("Hello ")).start())
				.map((greeting) -> greeting + USER.get());
		}

		@Cacheable(cacheNames = "syncMonos", key = "'key'", sync = true)
		Mono<String> syncMono() {
			return mono();
		}

		@Cacheable(cacheNames = "fluxes", key = "'key'")
		Flux<String> flux() {
			return Flux.just("Hi ", "Hello ")
				.publishOn(Schedulers.boundedElastic())
				.map((greeting) -> greeting + USER.get());
		}

		@Cacheable(cacheNames = "shared", key = "'key'")
		Mono<String> shared() {
			return Mono.just("Hello ").publishOn(Schedulers.boundedElastic());
		}

	}

}
