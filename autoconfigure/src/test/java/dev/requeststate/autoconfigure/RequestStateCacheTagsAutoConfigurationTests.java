package dev.requeststate.autoconfigure;

import dev.requeststate.spring.tag.CacheTags;
import dev.requeststate.spring.tag.InProcessTagNumbers;
import dev.requeststate.spring.tag.RedisTagNumbers;
import dev.requeststate.spring.tag.TagNumbers;
import dev.requeststate.spring.tag.TaggedEntries;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStateCacheTagsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(RequestStateAutoConfiguration.class, RequestStateCacheTagsAutoConfiguration.class));

	@Test
	void tagsCanBeEvictedWithoutAnyCache() {
		this.runner.run((context) -> {
			TagNumbers numbers = context.getBean(TagNumbers.class);
			long before = numbers.last();
			context.getBean(CacheTags.class).evict("book:1");
			assertThat(numbers).isInstanceOf(InProcessTagNumbers.class);
			assertThat(numbers.last()).isEqualTo(before + 1);
		});
	}

	@Test
	void theProcessCountsAlsoWhereThereIsARedis() {
		this.runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.run((context) -> assertThat(context).getBean(TagNumbers.class).isInstanceOf(InProcessTagNumbers.class));
	}

	@Test
	void redisCountsWhereThatIsSaid() {
		this.runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("request-state.cache.tags=redis")
			.run((context) -> assertThat(context).getBean(TagNumbers.class).isInstanceOf(RedisTagNumbers.class));
	}

	@Test
	void redisThatIsNotConfiguredIsAnErrorThatSaysWhatToDo() {
		this.runner.withPropertyValues("request-state.cache.tags=redis")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getReason()).startsWith("There is no RedisConnectionFactory")
							.contains("spring-boot-starter-data-redis")));
	}

	@Test
	void redisThatIsNotOnTheClasspathIsAnErrorThatSaysWhatToDo() {
		this.runner.withClassLoader(new FilteredClassLoader(RedisConnectionFactory.class))
			.withPropertyValues("request-state.cache.tags=redis")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getReason()).startsWith("Spring Data Redis is not on the classpath")));
	}

	@Test
	void anythingElseIsAnErrorThatNamesTheProperty() {
		this.runner.withPropertyValues("request-state.cache.tags=paper")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("request-state.cache.tags"));
	}

	@Test
	void withoutSpringDataRedisTheProcessCounts() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> assertThat(context).getBean(TagNumbers.class).isInstanceOf(InProcessTagNumbers.class));
	}

	@Test
	void anApplicationsOwnNumbersAreUsed() {
		this.runner.withUserConfiguration(OwnNumbers.class).run((context) -> {
			TagNumbers numbers = context.getBean("ownNumbers", TagNumbers.class);
			assertThat(context).getBean(TagNumbers.class).isSameAs(numbers);
			context.getBean(CacheTags.class).evict("book:1");
			assertThat(numbers.last()).isOne();
		});
	}

	@Test
	void anApplicationsOwnTagsAreUsed() {
		this.runner.withUserConfiguration(OwnTags.class).run((context) -> {
			assertThat(context).hasSingleBean(CacheTags.class).hasSingleBean(TaggedEntries.class);
			assertThat(context.getBean(CacheTags.class)).isSameAs(context.getBean("ownTags"));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnNumbers {

		@Bean
		TagNumbers ownNumbers() {
			return new InProcessTagNumbers(10);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTags {

		@Bean
		CacheTags ownTags() {
			return (tags) -> {
			};
		}

	}

}
