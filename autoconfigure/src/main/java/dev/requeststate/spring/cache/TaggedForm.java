package dev.requeststate.spring.cache;

import java.util.Objects;
import java.util.concurrent.Executor;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Frame;
import dev.requeststate.spring.tag.TaggedEntries;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * Results with their tags and their life. Those that have neither are kept as they are.
 */
final class TaggedForm implements ResultForm {

	private final TaggedEntries entries;

	TaggedForm(TaggedEntries entries) {
		this.entries = Objects.requireNonNull(entries, "'entries' must not be null");
	}

	@Override
	public long begin(Object operation) {
		return this.entries.begin(operation);
	}

	@Override
	public boolean claim(Object operation, CallScope computation) {
		return this.entries.claim(operation, computation);
	}

	@Override
	public @Nullable Object toStored(Cache cache, @Nullable Object result, CallScope computation) {
		if (result == null && cache instanceof AbstractValueAdaptingCache adapting && !adapting.isAllowNullValues()) {
			// The cache says what it has to say to that.
			return null;
		}
		return this.entries.stored(computation, result);
	}

	@Override
	public @Nullable Object fromStored(Cache cache, @Nullable Object stored, Frame caller) {
		if (!this.entries.isCurrent(stored)) {
			return STALE;
		}
		CallScope outer = CallScope.currentIn(caller);
		if (outer != null) {
			this.entries.adopt(outer, stored);
		}
		return this.entries.value(stored);
	}

	@Override
	public @Nullable Executor lookups(@Nullable Object stored) {
		return this.entries.isRemote(stored) ? this.entries.elsewhere() : null;
	}

	@Override
	public @Nullable Executor computations(Object operation) {
		return this.entries.isRemoteOperation(operation) ? this.entries.whereItMayWait() : null;
	}

	@Override
	public Executor evictions() {
		return this.entries.whereItMayWait();
	}

	@Override
	public boolean isOut() {
		return this.entries.isOut();
	}

}
