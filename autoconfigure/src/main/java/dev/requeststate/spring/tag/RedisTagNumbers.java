package dev.requeststate.spring.tag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Numbers kept in Redis, for caches that several processes use, or several with a cache
 * each that are to evict together. One round trip for each eviction, for each read of a
 * tagged result, and two for each computation of one.
 * <p>
 * No result is served because a number was lost, whether Redis had to make room, was
 * emptied, was started again from an older copy, or a replica has taken its place: such
 * results are misses. To notice the latter two takes Redis 7 or later, which forgets
 * scripts when it ends; and a replica that was not the master before in the same life.
 * The number of a tag is kept for a week after the tag was last evicted or given to a
 * result, which ends that result at the latest.
 * <p>
 * How long an eviction, a read or a computation waits for a Redis that does not answer is
 * a setting of its connections, {@code spring.data.redis.timeout} in Spring Boot.
 */
public final class RedisTagNumbers implements TagNumbers {

	private final RedisConnectionFactory connections;

	private final NumbersScript script = new NumbersScript();

	private final AtomicLong lastSeen = new AtomicLong(NOTHING_SEEN);

	/**
	 * Create numbers.
	 * @param connections to the Redis that keeps the numbers, stand-alone or a cluster
	 */
	public RedisTagNumbers(RedisConnectionFactory connections) {
		this.connections = Objects.requireNonNull(connections, "'connections' must not be null");
	}

	@Override
	public long origin() {
		return 0;
	}

	@Override
	public boolean isRemote() {
		return true;
	}

	@Override
	public long last() {
		return seen(run("last", Map.of()));
	}

	@Override
	public long lastSeen() {
		return this.lastSeen.get();
	}

	@Override
	public boolean claim(Map<String, Long> remembered) {
		return run("claim", remembered) == 1;
	}

	@Override
	public boolean isCurrent(Map<String, Long> remembered) {
		return run("current", remembered) == 1;
	}

	@Override
	public void evict(Set<String> tags) {
		Map<String, Long> nothingRemembered = new LinkedHashMap<>();
		tags.forEach((tag) -> nothingRemembered.put(tag, 0L));
		try {
			seen(run("evict", nothingRemembered));
		}
		catch (RuntimeException ex) {
			throw new TagEvictionException(tags, ex);
		}
	}

	private long seen(long number) {
		return this.lastSeen.accumulateAndGet(number, Math::max);
	}

	private long run(String operation, Map<String, Long> remembered) {
		// A connection of its own: one that is bound to this thread may be in the middle
		// of a transaction and give no answers.
		try (RedisConnection connection = this.connections.getConnection()) {
			return this.script.run(connection.scriptingCommands(), operation, remembered, this.lastSeen.get());
		}
	}

}
