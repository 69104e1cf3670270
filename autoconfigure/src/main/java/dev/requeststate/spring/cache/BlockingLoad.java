package dev.requeststate.spring.cache;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * The making of a result for which others on the same key wait: by the cache, which
 * stores it, or beside the cache where a result has turned out to belong to one request.
 *
 * @param <T> the type of the result
 */
final class BlockingLoad<T> {

	private final OperationCache cache;

	private final Object key;

	private final Callable<T> loader;

	// What was made here and is not stored. The cache is told of a failure and may do
	// with it what it likes.
	private boolean refused;

	private @Nullable T result;

	// What it failed with when it was made here.
	private @Nullable Exception failure;

	// What was made here and is stored: it is fresh, whatever it looks like.
	private boolean made;

	private boolean again;

	BlockingLoad(OperationCache cache, Object key, Callable<T> loader) {
		this.cache = cache;
		this.key = key;
		this.loader = loader;
	}

	/**
	 * Let the cache make and store it, under its lock.
	 */
	@Nullable T inCache() {
		try {
			@Nullable Object stored = this.cache.cache().get(this.key, this::load);
			if (this.failure != null) {
				throw failed(this.failure);
			}
			return (this.refused || this.made) ? this.result : orLoaded(stored);
		}
		catch (RuntimeException ex) {
			if (this.refused) {
				return this.result;
			}
			if (this.failure != null) {
				throw failed(this.failure);
			}
			if (Refused.isIn(ex)) {
				// Somebody else's result or failure, which is none for us.
				return loadUnstored();
			}
			throw ex;
		}
	}

	private @Nullable Object load() throws Exception {
		// Some caches try again.
		this.failure = null;
		this.refused = false;
		T result;
		try {
			result = this.loader.call();
		}
		catch (Exception ex) {
			if (!this.cache.isRequestsOwn()) {
				throw ex;
			}
			this.failure = ex;
			throw new Refused(ex);
		}
		this.result = result;
		if (!this.cache.mayStore(result)) {
			this.refused = true;
			throw new Refused();
		}
		Object stored = this.cache.stored(result);
		this.made = true;
		return stored;
	}

	@SuppressWarnings("unchecked") // the cache of a method has results of that method
	private @Nullable T orLoaded(@Nullable Object stored) {
		Object result = this.cache.served(stored);
		if (result != ResultForm.STALE) {
			return (T) result;
		}
		if (this.again) {
			return loadAndPut();
		}
		this.again = true;
		this.cache.evictStale(this.key);
		return inCache();
	}

	/**
	 * Look it up, or make it here and store it if that may be.
	 */
	@SuppressWarnings("unchecked") // as above
	@Nullable T besideCache() {
		Cache.ValueWrapper found = this.cache.get(this.key);
		return (found != null) ? (T) found.get() : loadAndPut();
	}

	private @Nullable T loadAndPut() {
		T result = loadUnstored();
		if (this.cache.mayStore(result)) {
			this.cache.store(this.key, result);
		}
		return result;
	}

	// The exception by which a cache tells that its loader failed.
	private Cache.ValueRetrievalException failed(Exception failure) {
		return new Cache.ValueRetrievalException(this.key, this.loader, failure);
	}

	private @Nullable T loadUnstored() {
		try {
			return this.loader.call();
		}
		catch (Exception ex) {
			throw failed(ex);
		}
	}

}
