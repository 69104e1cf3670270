package dev.requeststate.autoconfigure;

import dev.requeststate.autoconfigure.RequestStateProperties.Cache.TagStore;
import dev.requeststate.spring.tag.CacheTags;
import dev.requeststate.spring.tag.InProcessTagNumbers;
import dev.requeststate.spring.tag.RedisTagNumbers;
import dev.requeststate.spring.tag.TagNumbers;
import dev.requeststate.spring.tag.TaggedEntries;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of tags, by which cached results are evicted.
 */
@AutoConfiguration(after = RequestStateAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
public final class RequestStateCacheTagsAutoConfiguration {

	private static final String PROPERTY = "request-state.cache.tags";

	private static final String REDIS = "org.springframework.data.redis.connection.RedisConnectionFactory";

	@Bean
	@ConditionalOnMissingBean
	CacheTags requestStateCacheTags(TagNumbers numbers) {
		return CacheTags.numberedBy(numbers);
	}

	@Bean
	@ConditionalOnMissingBean
	TaggedEntries requestStateTaggedEntries(TagNumbers numbers) {
		return new TaggedEntries(numbers);
	}

	private static InvalidConfigurationPropertyValueException notThere(String what) {
		return new InvalidConfigurationPropertyValueException(PROPERTY, TagStore.REDIS, what
				+ ". Add spring-boot-starter-data-redis and say where the Redis is, or leave the numbers in the process.");
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "process", matchIfMissing = true)
	static class InProcessConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TagNumbers requestStateTagNumbers() {
			return new InProcessTagNumbers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "redis")
	@ConditionalOnClass(name = REDIS)
	static class RedisConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TagNumbers requestStateTagNumbers(ObjectProvider<RedisConnectionFactory> connections) {
			RedisConnectionFactory factory = connections.getIfAvailable();
			if (factory == null) {
				throw notThere("There is no RedisConnectionFactory");
			}
			return new RedisTagNumbers(factory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = PROPERTY, havingValue = "redis")
	@ConditionalOnMissingClass(REDIS)
	static class NoRedisConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TagNumbers requestStateTagNumbers() {
			throw notThere("Spring Data Redis is not on the classpath");
		}

	}

}
