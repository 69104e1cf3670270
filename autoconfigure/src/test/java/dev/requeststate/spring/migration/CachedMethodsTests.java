package dev.requeststate.spring.migration;

import dev.requeststate.RequestCacheable;
import dev.requeststate.RequestState;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;

class CachedMethodsTests {

	@Test
	void cachedMethodsThatReachABeanAreFoundWithTheirWay() {
		assertThat(Scanned.places(MigrationRules.CACHED_METHODS, Reaching.class)).containsExactly(
				"AllCached.greeting -> Visitor.name", "Greetings.greeting -> Greetings.word -> Visitor.name",
				"Greetings.renewed -> Visitor.name");
	}

	@Test
	void othersAreNotFound() {
		assertThat(Scanned.places(MigrationRules.CACHED_METHODS, NotReaching.class)).isEmpty();
	}

	@Test
	void aResultIsServedToOtherRequestsAndWithRequestStateItIsNot() {
		BothScopes.application(Application.class, Reaching.Visitor.class, MovedVisitor.class)
			.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class,
					RequestStateCacheAutoConfiguration.class))
			.run((context) -> {
				Greetings greetings = context.getBean(Greetings.class);
				BothScopes.inRequestScope(() -> assertThat(greetings.scoped("ada")).isEqualTo("Hello ada"));
				BothScopes.inRequestScope(() -> assertThat(greetings.scoped("bob")).isEqualTo("Hello ada"));
				RequestContext.run("one", () -> assertThat(greetings.state("ada")).isEqualTo("Hello ada"));
				RequestContext.run("two", () -> assertThat(greetings.state("bob")).isEqualTo("Hello bob"));
			});
	}

	static class Greetings {

		private final Reaching.Visitor visitor;

		private final MovedVisitor moved;

		private final Cached cached;

		Greetings(Reaching.Visitor scoped, MovedVisitor moved, Cached cached) {
			this.visitor = scoped;
			this.moved = moved;
			this.cached = cached;
		}

		String scoped(String name) {
			this.visitor.rename(name);
			return this.cached.greeting(this.visitor);
		}

		String state(String name) {
			this.moved.rename(name);
			return this.cached.stateGreeting(this.moved);
		}

	}

	static class Cached {

		@Cacheable(cacheNames = "scoped", key = "'the one'")
		String greeting(Reaching.Visitor visitor) {
			return "Hello " + visitor.name();
		}

		@Cacheable(cacheNames = "state", key = "'the one'")
		String stateGreeting(Reaching.Visitor visitor) {
			return "Hello " + visitor.name();
		}

	}

	@EnableCaching
	static class Application {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		Cached cached() {
			return new Cached();
		}

		@Bean
		Greetings greetings(Reaching.Visitor scoped, MovedVisitor moved, Cached cached) {
			return new Greetings(scoped, moved, cached);
		}

	}

	@RequestState
	@Component
	static class MovedVisitor extends Reaching.Visitor {

	}

	static class Reaching {

		@RequestScope
		@Component("scoped")
		static class Visitor {

			private String name = "nobody";

			void rename(String name) {
				this.name = name;
			}

			String name() {
				return this.name;
			}

		}

		static class Greetings {

			private Visitor visitor;

			@Cacheable("greetings")
			String greeting() {
				return word();
			}

			@CachePut("greetings")
			String renewed() {
				return this.visitor.name();
			}

			private String word() {
				return this.visitor.name();
			}

		}

		@Cacheable("greetings")
		static class AllCached {

			private Visitor visitor;

			public String greeting() {
				return this.visitor.name();
			}

		}

	}

	static class NotReaching {

		@RequestScope
		static class Visitor {

			String name() {
				return "ada";
			}

		}

		static class Greetings {

			private Visitor visitor;

			@RequestCacheable
			String ofTheRequest() {
				return this.visitor.name();
			}

			@CacheEvict("greetings")
			public void evict() {
				this.visitor.name();
			}

			@Cacheable("greetings")
			String keyed(String name) {
				return "Hello " + name;
			}

			String plain() {
				return this.visitor.name();
			}

		}

	}

}
