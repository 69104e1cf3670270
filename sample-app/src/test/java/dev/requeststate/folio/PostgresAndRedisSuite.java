package dev.requeststate.folio;

import java.util.Map;

import dev.requeststate.docker.RequiresDocker;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests of Folio's pages once more, with the database and the caches that it is
 * deployed with. Needs a Docker engine.
 */
@RequiresDocker
class PostgresAndRedisSuite {

	@Nested
	@OnPostgresAndRedis
	class Shop extends ShopPagesTests {

	}

	@Nested
	@OnPostgresAndRedis
	class Reviews extends ReviewPagesTests {

	}

	@Nested
	@OnPostgresAndRedis
	class Orders extends OrderPagesTests {

	}

	@Nested
	@OnPostgresAndRedis
	@FolioTest
	class Both {

		@LocalServerPort
		private int port;

		@Test
		void flywayHasMadeTheTablesInPostgres(@Autowired JdbcClient jdbc) {
			assertThat(jdbc.sql("SELECT version()").query(String.class).single()).startsWith("PostgreSQL");
			assertThat(jdbc.sql("SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank")
				.query(String.class)
				.list()).startsWith("1", "2");
		}

		@Test
		void whatIsCachedLiesInRedisAndReviewsInPostgres(@Autowired CacheManager caches,
				@Autowired StringRedisTemplate redis, @Autowired JdbcClient jdbc) {
			assertThat(caches).isInstanceOf(RedisCacheManager.class);
			Browser browser = new Browser(this.port);
			browser.post("/books/emil-und-die-detektive/reviews",
					Map.of("name", "Ada", "rating", "5", "text", "A motor horn."));
			assertThat(browser.get("/books/emil-und-die-detektive").body()).contains("A motor horn.");
			assertThat(jdbc.sql("SELECT text FROM review WHERE slug = 'emil-und-die-detektive'")
				.query(String.class)
				.list()).containsExactly("A motor horn.");
			assertThat(redis.keys("folio:*emil-und-die-detektive*")).isNotEmpty()
				.noneMatch((key) -> key.startsWith("folio:review-list:"));
		}

		@Test
		void nobodyIsGreetedByTheNameOfAnother() {
			Browser browser = new Browser(this.port);
			for (String user : new String[] { "ada", "bob", "ada" }) {
				String page = browser.get("/playground/cache?user=" + user).body();
				assertThat(CachePageTests.field(page, "greeting")).isEqualTo("Hello, " + user);
				assertThat(CachePageTests.field(page, "keyed-greeting")).isEqualTo("Hello, " + user);
				assertThat(CachePageTests.field(page, "outcome")).isEqualTo("refused");
			}
		}

		@Test
		void bothAreHealthy() {
			assertThat(new Browser(this.port).get("/actuator/health").body()).contains("\"status\":\"UP\"");
		}

	}

}
