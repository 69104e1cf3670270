package dev.requeststate.caching;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Cached methods of every shape, in a real Redis. Where none is installed this says so,
 * and fails where {@code CI=true}.
 */
class RedisShapeTests extends AbstractShapeTests {

	private static final ShapeTable TABLE = new ShapeTable();

	private static RedisServer redis;

	@BeforeAll
	static void startRedis() throws Exception {
		Optional<Path> program = RedisServer.program();
		if (program.isEmpty()) {
			System.out.println("\ncached methods in Redis: NOT LOOKED AT, there is no redis-server on the PATH\n");
			assertThat(System.getenv("CI")).as("CI, with no redis-server on the PATH").isNotEqualTo("true");
		}
		assumeThat(program).as("redis-server on the PATH").isPresent();
		redis = RedisServer.start(program.get());
	}

	@AfterAll
	static void stopRedis() throws Exception {
		if (redis != null) {
			redis.close();
			TABLE.print(CacheKind.REDIS);
		}
	}

	@Override
	ApplicationContextRunner runner(CacheKind kind, String... properties) {
		return super.runner(kind, properties).withPropertyValues("spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + redis.port());
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
