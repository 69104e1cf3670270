package dev.requeststate.folio.catalog;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the reviews in Redis, one list for each book: where several instances of Folio
 * run without a PostgreSQL, each has a database of its own.
 */
@Component
@Profile("redis & !postgres")
final class RedisReviewStore implements ReviewStore {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final StringRedisTemplate redis;

	RedisReviewStore(StringRedisTemplate redis) {
		this.redis = redis;
	}

	@Override
	public void add(String slug, Review review) {
		this.redis.opsForList().leftPush(key(slug), MAPPER.writeValueAsString(review));
	}

	@Override
	public List<Review> latest(String slug, int most) {
		List<String> reviews = this.redis.opsForList().range(key(slug), 0, most - 1);
		return (reviews != null) ? reviews.stream().map((review) -> MAPPER.readValue(review, Review.class)).toList()
				: List.of();
	}

	private static String key(String slug) {
		return "folio:review-list:" + slug;
	}

}
