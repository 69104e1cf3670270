package dev.requeststate.caching;

import dev.requeststate.autoconfigure.RequestStateAutoConfiguration;
import dev.requeststate.autoconfigure.RequestStateCacheAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * A kind of caches, as Spring Boot makes them.
 */
enum CacheKind {

	CONCURRENT_MAP("simple"),

	CAFFEINE("caffeine"),

	CAFFEINE_ASYNC("caffeine"),

	REDIS("redis"),

	NONE("none");

	private final String type;

	CacheKind(String type) {
		this.type = type;
	}

	/**
	 * Runs the application with such caches.
	 */
	ApplicationContextRunner runner() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(RequestStateAutoConfiguration.class, CacheAutoConfiguration.class,
					RequestStateCacheAutoConfiguration.class))
			.withUserConfiguration(CachingApplication.class)
			.withPropertyValues("spring.cache.type=" + this.type);
		return switch (this) {
			case CAFFEINE_ASYNC -> runner.withUserConfiguration(AsyncMode.class);
			case REDIS -> runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
				.withUserConfiguration(ImmediateWrites.class);
			default -> runner;
		};
	}

	/**
	 * What has to become of a shape in such caches.
	 */
	Verdict expected(Shape shape) {
		return switch (this) {
			case NONE -> Verdict.NOT_STORED;
			case CAFFEINE -> shape.isAsynchronous() ? Verdict.UNSUPPORTED : shape.expected();
			default -> shape.expected();
		};
	}

	@Configuration(proxyBeanMethods = false)
	static class ImmediateWrites {

		// By default a put is not waited for, and the next request may be sooner.
		@Bean
		RedisCacheManagerBuilderCustomizer immediateWrites(RedisConnectionFactory connections) {
			return (builder) -> builder.cacheWriter(
					RedisCacheWriter.create(connections, RedisCacheWriter.RedisCacheWriterConfigurer::immediateWrites));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsyncMode {

		@Bean
		CacheManagerCustomizer<CaffeineCacheManager> asyncMode() {
			return (manager) -> manager.setAsyncCacheMode(true);
		}

	}

}
