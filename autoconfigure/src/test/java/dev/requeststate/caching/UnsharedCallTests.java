package dev.requeststate.caching;

import java.util.function.Consumer;

import dev.requeststate.RequestCacheable;
import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheTagsAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateRequestCacheAutoConfiguration;
import dev.requeststate.call.CallScope;
import dev.requeststate.context.RequestContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which methods of Spring's caching are computed in a call of their own: those whose
 * results others may get.
 */
class UnsharedCallTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, CacheAutoConfiguration.class,
				RequestStateCacheAutoConfiguration.class, RequestStateCacheTagsAutoConfiguration.class,
				RequestStateRequestCacheAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	private void run(String type, Consumer<Calls> test) {
		this.runner.withPropertyValues("spring.cache.type=" + type)
			.run((context) -> RequestContext.run("GET /", () -> test.accept(context.getBean(Calls.class))));
	}

	@Test
	void aResultThatIsSharedIs() {
		run("simple", (calls) -> assertThat(calls.shared()).endsWith("Calls.shared"));
	}

	@Test
	void aResultThatWouldBeSharedIsWhereNothingIsCached() {
		run("none", (calls) -> assertThat(calls.shared()).endsWith("Calls.shared"));
	}

	@Test
	void aResultOfTheRequestsOwnIsNot() {
		run("simple", (calls) -> {
			assertThat(calls.own()).isEqualTo("none");
			assertThat(calls.ownUnless()).isEqualTo("none");
		});
	}

	@Test
	void aMethodThatOnlyEvictsIsNot() {
		run("simple", (calls) -> assertThat(calls.evicting()).isEqualTo("none"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Calls calls() {
			return new Calls();
		}

	}

	static class Calls {

		private static String current() {
			CallScope call = CallScope.currentOrNull();
			return (call != null) ? call.name() : "none";
		}

		@Cacheable("shared")
		String shared() {
			return current();
		}

		@RequestCacheable("own")
		String own() {
			return current();
		}

		@RequestCacheable(cacheNames = "own", sync = false, unless = "#result == 'never'", key = "'other'")
		String ownUnless() {
			return current();
		}

		@CacheEvict("shared")
		String evicting() {
			return current();
		}

	}

}
