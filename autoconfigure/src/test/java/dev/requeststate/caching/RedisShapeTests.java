package dev.requeststate.caching;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.requeststate.spring.tag.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cached methods of every shape, in a real Redis. Where none is installed this says so,
 * and fails where {@code CI=true}.
 */
class RedisShapeTests extends AbstractShapeTests {

	private static final ShapeTable TABLE = new ShapeTable();

	private static @Nullable RedisServer redis;

	@BeforeAll
	static void startRedis() {
		redis = RedisServer.start();
	}

	@AfterAll
	static void stopRedis() {
		if (redis != null) {
			redis.close();
			TABLE.print(CacheKind.REDIS);
		}
	}

	@Override
	ApplicationContextRunner runner(CacheKind kind, String... properties) {
		return super.runner(kind, properties).withPropertyValues("spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + Objects.requireNonNull(redis).port());
	}

	@Test
	void aResultIsStoredUnderAKeyThatCoversItOrNotAtAll() {
		judgeAll(CacheKind.REDIS, TABLE);
	}

	@Test
	void eachOfThoseWhoWaitForOneKeyGetsItsOwn() {
		List<String> own = IntStream.range(0, 6).mapToObj((index) -> "visitor" + index).toList();
		runner(CacheKind.REDIS).withBean(Gathering.class)
			.run((context) -> assertThat(ofConcurrentRequests(context.getBean(Gathering.class)))
				.containsExactlyElementsOf(own));
	}

}
