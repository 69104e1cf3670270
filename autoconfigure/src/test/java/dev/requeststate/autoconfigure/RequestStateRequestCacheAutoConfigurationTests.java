package dev.requeststate.autoconfigure;

import java.util.List;

import dev.requeststate.RequestCacheable;
import dev.requeststate.context.RequestContextFactory;
import dev.requeststate.spring.cache.RequestCacheManager;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.cache.actuate.endpoint.CachesEndpoint;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CachesEndpointAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.NamedCacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The request's caches beside the application's own.
 */
class RequestStateRequestCacheAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(RequestStateAutoConfiguration.class, RequestStateRequestCacheAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class));

	@Test
	void bootStillMakesItsOwnManagerAndEverybodyGetsThatOne() {
		this.runner.withUserConfiguration(Caching.class)
			.withConfiguration(AutoConfigurations.of(OfAnotherLibrary.class))
			.withPropertyValues("spring.cache.type=simple")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean("cacheManager")).isInstanceOf(ConcurrentMapCacheManager.class);
				assertThat(context.getBean(CacheManager.class)).isSameAs(context.getBean("cacheManager"));
				assertThat(context.getBean(Injected.class).manager()).isSameAs(context.getBean("cacheManager"));
				assertThat(context.getBean(Injected.class).all())
					.containsExactly(context.getBean("cacheManager", CacheManager.class));
				assertThat(context.getBean(Injected.class).requestCaches())
					.isSameAs(context.getBean("requestCacheManager"));
				assertThat(context).hasBean("onlyWhereThereIsOneManager");
			});
	}

	@Test
	void aMethodWithoutAManagerGoesToTheApplicationsAndOneForTheRequestToTheRequests() {
		this.runner.withUserConfiguration(Caching.class)
			.withPropertyValues("spring.cache.type=caffeine")
			.run((context) -> {
				assertThat(context.getBean(CacheManager.class)).isInstanceOf(CaffeineCacheManager.class);
				Books books = context.getBean(Books.class);
				RequestContextFactory factory = context.getBean(RequestContextFactory.class);
				factory.run("one",
						() -> assertThat(books.shared() + " " + books.own() + " " + books.own()).isEqualTo("1 2 2"));
				factory.run("two", () -> assertThat(books.shared() + " " + books.own()).isEqualTo("1 3"));
				assertThat(books.shared()).isOne();
				assertThat(context.getBean(CacheManager.class).getCacheNames()).containsExactly("shared");
			});
	}

	@Test
	void theApplicationsCachesAreMeasuredAndOursAreNot() {
		this.runner.withUserConfiguration(Caching.class)
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
							SimpleMetricsExportAutoConfiguration.class, CacheMetricsAutoConfiguration.class))
			.withPropertyValues("spring.cache.type=caffeine", "spring.cache.cache-names=shared",
					"spring.cache.caffeine.spec=recordStats")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("cache.gets")
					.tag("cache", "shared")
					.tag("result", "hit")
					.functionCounter()
					.count()).isZero();
				context.getBean(Books.class).shared();
				context.getBean(Books.class).shared();
				assertThat(registry.get("cache.gets")
					.tag("cache", "shared")
					.tag("result", "hit")
					.functionCounter()
					.count()).isOne();
				assertThat(registry.getMeters()).extracting((meter) -> meter.getId().getTag("cache.manager"))
					.doesNotContain("requestCacheManager", "request");
			});
	}

	@Test
	void theCachesEndpointWorksInsideAndOutsideOfARequest() {
		this.runner.withUserConfiguration(Caching.class)
			.withConfiguration(
					AutoConfigurations.of(EndpointAutoConfiguration.class, CachesEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=caches",
					"management.endpoints.jmx.exposure.include=caches")
			.run((context) -> {
				CachesEndpoint endpoint = context.getBean(CachesEndpoint.class);
				Books books = context.getBean(Books.class);
				books.shared();
				context.getBean(RequestContextFactory.class).run("request", () -> {
					assertThat(books.own()).isEqualTo(books.own());
					assertThat(endpoint.caches().getCacheManagers().get("cacheManager").getCaches())
						.containsKey("shared");
					endpoint.clearCaches();
				});
				assertThat(endpoint.caches().getCacheManagers()).containsKey("cacheManager");
				endpoint.clearCaches();
			});
	}

	@Test
	void aPrimaryManagerOfTwoStaysTheDefault() {
		this.runner.withUserConfiguration(Caching.class, TwoManagers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(Books.class).shared();
			assertThat(context.getBean("first", CacheManager.class).getCacheNames()).containsExactly("shared");
		});
	}

	@Test
	void withoutEnableCachingThereIsNothing() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean("requestCacheManager")
			.doesNotHaveBean("requestCacheResolver")
			.doesNotHaveBean(CacheManager.class));
	}

	@Test
	void anApplicationWithoutAManagerFailsAsItDidBefore() {
		this.bare.withUserConfiguration(Caching.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(NoSuchBeanDefinitionException.class)
				.hasMessageContaining("register a CacheManager bean"));
	}

	@Test
	void anApplicationWhoseManagerIsNoBeanHasTheRequestsCachesAllTheSame() {
		this.bare.withUserConfiguration(Configurer.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(CacheManager.class);
			Books books = context.getBean(Books.class);
			context.getBean(RequestContextFactory.class)
				.run("request", () -> assertThat(books.own()).isEqualTo(books.own()));
			assertThat(books.shared()).isEqualTo(books.shared());
		});
	}

	@Test
	void backsOffWhereTheNameIsTaken() {
		this.runner.withUserConfiguration(Caching.class, OwnManager.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(RequestCacheManager.class);
			Books books = context.getBean(Books.class);
			assertThat(books.own()).isEqualTo(books.own());
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		Books books() {
			return new Books();
		}

		@Bean
		Injected injected(ObjectProvider<CacheManager> manager, List<CacheManager> all,
				@Qualifier("requestCacheManager") ObjectProvider<CacheManager> requestCaches) {
			return new Injected(manager.getIfUnique(), all, requestCaches.getIfAvailable());
		}

	}

	@AutoConfiguration(after = RequestStateRequestCacheAutoConfiguration.class)
	static class OfAnotherLibrary {

		@Bean
		@ConditionalOnSingleCandidate(CacheManager.class)
		String onlyWhereThereIsOneManager() {
			return "there is one";
		}

	}

	record Injected(@Nullable CacheManager manager, List<CacheManager> all, @Nullable CacheManager requestCaches) {
	}

	static class Books {

		private int calls;

		@Cacheable("shared")
		public int shared() {
			return ++this.calls;
		}

		@RequestCacheable
		public int own() {
			return ++this.calls;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoManagers {

		@Bean
		@Primary
		CacheManager first() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		CacheManager second() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		@Bean
		@Primary
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		CacheManager requestCacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Configurer implements CachingConfigurer {

		@Bean
		Books books() {
			return new Books();
		}

		@Override
		public CacheResolver cacheResolver() {
			return new NamedCacheResolver(new ConcurrentMapCacheManager(), "shared");
		}

	}

}
