package dev.requeststate.spring.tag;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;

import static org.assertj.core.api.Assertions.assertThat;

class TaggedValueTests {

	private static final Map<String, Long> TAGS = Map.of("book:1", 1_800_000_000_000_001L, "a:b,c \"d\"", 0L);

	static Stream<RedisSerializer<Object>> serializers() {
		return Stream.of(new JdkSerializationRedisSerializer(),
				GenericJacksonJsonRedisSerializer.builder().enableUnsafeDefaultTyping().build(),
				GenericJacksonJsonRedisSerializer.builder()
					.enableSpringCacheNullValueSupport()
					.enableDefaultTyping(BasicPolymorphicTypeValidator.builder()
						.allowIfSubType(TaggedValue.class)
						.allowIfSubType(HashMap.class)
						.allowIfSubType(Book.class)
						.build())
					.build());
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void comesBackFromRedisAsItWas(RedisSerializer<Object> serializer) {
		assertComesBack(serializer, new Book("Emma", 1815));
		assertComesBack(serializer, "text");
		assertComesBack(serializer, 42);
		assertComesBack(serializer, null);
	}

	private static void assertComesBack(RedisSerializer<Object> serializer, @Nullable Object value) {
		TaggedValue stored = new TaggedValue(value, TAGS, Long.MAX_VALUE - 1, 1_800_000_000_000L);
		assertThat(serializer.deserialize(serializer.serialize(stored))).isEqualTo(stored);
	}

	@Test
	void doesNotChangeWithTheMapItWasMadeOf() {
		Map<String, Long> tags = new HashMap<>(TAGS);
		TaggedValue stored = new TaggedValue("value", tags, 0, Long.MAX_VALUE);
		tags.clear();
		assertThat(stored.tags()).isEqualTo(TAGS);
	}

	record Book(String title, int year) implements Serializable {

	}

}
