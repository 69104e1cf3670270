package dev.requeststate.call;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * By what a result can be evicted, and when it ends by itself. Safe for use by several
 * threads.
 */
final class Tags {

	// So that nobody stores a document as a tag: a tag is sent with every read of the
	// entry that carries it.
	private static final int MAX_LENGTH = 512;

	// Guarded by this object. Null while there are none, which is seen without the lock:
	// most results have none, and are asked more than once.
	private volatile @Nullable Map<String, Long> numbers;

	// Written under the lock of this object.
	private volatile @Nullable Instant expiresAt;

	static void check(String tag) {
		Objects.requireNonNull(tag, "'tag' must not be null");
		if (tag.isBlank()) {
			throw new IllegalArgumentException("'tag' must not be blank");
		}
		if (tag.length() > MAX_LENGTH) {
			// Not what it says: it may have come out of a request.
			throw new IllegalArgumentException(
					"'tag' must have at most " + MAX_LENGTH + " characters, and this one has " + tag.length());
		}
	}

	static Instant end(Duration life) {
		Objects.requireNonNull(life, "'life' must not be null");
		if (life.isZero() || life.isNegative()) {
			throw new IllegalArgumentException("'life' must be above zero, and is " + life
					+ ". A result that nobody may have later is better not cached at all.");
		}
		Instant now = Instant.now();
		return (life.compareTo(Duration.between(now, Instant.MAX)) < 0) ? now.plus(life) : Instant.MAX;
	}

	synchronized void add(String tag, long number) {
		Map<String, Long> numbers = this.numbers;
		if (numbers == null) {
			numbers = new LinkedHashMap<>();
			this.numbers = numbers;
		}
		numbers.merge(tag, number, Math::min);
	}

	synchronized void expireAt(Instant end) {
		Instant expiresAt = this.expiresAt;
		if (expiresAt == null || end.isBefore(expiresAt)) {
			this.expiresAt = end;
		}
	}

	Map<String, Long> numbers() {
		return (this.numbers != null) ? copy() : Map.of();
	}

	private synchronized Map<String, Long> copy() {
		return Map.copyOf(Objects.requireNonNull(this.numbers));
	}

	@Nullable Instant expiresAt() {
		return this.expiresAt;
	}

}
