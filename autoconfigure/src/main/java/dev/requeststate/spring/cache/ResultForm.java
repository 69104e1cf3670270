package dev.requeststate.spring.cache;

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
		public long number() {
			return 0;
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
	 */
	long number();

	/**
	 * What is to be stored for a result. An exception is an error of the cache's put: the
	 * caller gets its result, and nothing is stored.
	 * @param cache the cache
	 * @param result the result, or null
	 * @param computation the computation that made it
	 */
	@Nullable Object toStored(Cache cache, @Nullable Object result, CallScope computation);

	/**
	 * The result in what is stored, or {@link #STALE} if that is to count as a miss. May
	 * be called on a thread of the cache's own, which must not be kept waiting.
	 * @param cache the cache
	 * @param stored what the cache has, or null
	 * @param caller what is current where the call was made: a result that is served
	 * hands what it carries to {@link CallScope#currentIn(Frame)}
	 */
	@Nullable Object fromStored(Cache cache, @Nullable Object stored, Frame caller);

}
