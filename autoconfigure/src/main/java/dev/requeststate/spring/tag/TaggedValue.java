package dev.requeststate.spring.tag;

import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is in a cache in place of a value that has tags or a life. A cached method returns
 * the value, as ever; only who asks a cache by itself, with {@code cache.get(key)}, gets
 * this, and has to take {@link #value()} as possibly stale.
 * <p>
 * Serializable if the value is. Jackson writes and reads it, with types; where those are
 * restricted, this one and {@link HashMap} have to be permitted. A serializer that is
 * made for one type of value cannot read it.
 *
 * @param value the value, or null
 * @param tags the tags of the value, with the number of the last eviction by tag when the
 * computation of the value began
 * @param origin whose numbers these are
 * @param expiresAt when the value ends by itself, in milliseconds since 1970, or
 * {@link Long#MAX_VALUE} if it does not
 */
public record TaggedValue(@Nullable Object value, Map<String, Long> tags, long origin,
		long expiresAt) implements Serializable {

	// A map of a class that every serializer knows.
	public TaggedValue {
		tags = new HashMap<>(Objects.requireNonNull(tags, "'tags' must not be null"));
	}

	static long millis(@Nullable Instant end) {
		// An end that lies beyond the range of a long.
		if (end == null || end.getEpochSecond() > Long.MAX_VALUE / 1000 - 1) {
			return Long.MAX_VALUE;
		}
		return end.toEpochMilli();
	}

	/**
	 * When the value ends by itself, or null if it does not.
	 */
	@Nullable Instant end() {
		return (this.expiresAt != Long.MAX_VALUE) ? Instant.ofEpochMilli(this.expiresAt) : null;
	}

}
