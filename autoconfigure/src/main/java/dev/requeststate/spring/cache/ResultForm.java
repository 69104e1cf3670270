package dev.requeststate.spring.cache;

import java.util.concurrent.Executor;

import dev.requeststate.call.CallScope;
import dev.requeststate.context.Frame;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * In what form results are kept in caches. All that is stored and read for cached calls
 * passes here. Safe for use by several threads.
 */
interface ResultForm {

	/**
	 * What {@link #fromStored} returns for what is not to be served any more.
	 */
	Object STALE = new Object();

	/**
	 * Results as they are.
	 */
	ResultForm PLAIN = new ResultForm() {

		@Override
		public long begin(Object operation) {
			return 0;
		}

		@Override
		public boolean claim(Object operation, CallScope computation) {
			return true;
		}

		@Override
		public @Nullable Object toStored(Cache cache, @Nullable Object result, CallScope computation) {
			return result;
		}

		@Override
		public @Nullable Object fromStored(Cache cache, @Nullable Object stored, Frame caller) {
			return stored;
		}

	};

	/**
	 * The number of the last eviction by tag, as a computation begins.
	 * @param operation what is computed
	 */
	long begin(Object operation);

	/**
	 * Whether a result may be stored, asked before it is: not if it is stale already.
	 * @param operation what was computed
	 * @param computation the computation that made it
	 */
	boolean claim(Object operation, CallScope computation);

	/**
	 * What is to be stored for a result. Throws nothing.
	 * @param cache the cache
	 * @param result the result, or null
	 * @param computation the computation that made it
	 */
	@Nullable Object toStored(Cache cache, @Nullable Object result, CallScope computation);

	/**
	 * The result in what is stored, or {@link #STALE} if that is to count as a miss.
	 * @param cache the cache
	 * @param stored what the cache has, or null
	 * @param caller what is current where the call was made: a result that is served
	 * hands what it carries to {@link CallScope#currentIn(Frame)}
	 */
	@Nullable Object fromStored(Cache cache, @Nullable Object stored, Frame caller);

	/**
	 * Runs {@link #fromStored} where a cache tells on a thread of its own what it has; or
	 * null if that need not wait for anybody.
	 * @param stored what the cache has
	 */
	default @Nullable Executor lookups(@Nullable Object stored) {
		return null;
	}

	/**
	 * Runs what begins a computation or ends it, which may be a thread of a cache's own;
	 * or null if those need not wait for anybody.
	 * @param operation what is computed
	 */
	default @Nullable Executor computations(Object operation) {
		return null;
	}

	/**
	 * Runs what asks a cache: at once where that may be waited for.
	 */
	default Executor evictions() {
		return Runnable::run;
	}

	/**
	 * Whether a result is not to be waited for that others make, because it will not be
	 * stored.
	 */
	default boolean isOut() {
		return false;
	}

}
