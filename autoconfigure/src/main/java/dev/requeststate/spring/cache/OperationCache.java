package dev.requeststate.spring.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.requeststate.call.CallScope;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * A cache, as one operation of one call sees it: the place where every result that is
 * stored or found takes on and puts off its {@link ResultForm}, and where what belongs to
 * the request is kept out of a computation that the cache stores by itself.
 */
class OperationCache implements Cache {

	private final Cache cache;

	private final GuardedCall call;

	private final StoringOperation operation;

	OperationCache(Cache cache, GuardedCall call, StoringOperation operation) {
		this.cache = cache;
		this.call = call;
		this.operation = operation;
	}

	/**
	 * The cache of the application.
	 */
	final Cache cache() {
		return this.cache;
	}

	private ResultForm form() {
		return this.call.guard().form();
	}

	@Override
	public final String getName() {
		return this.cache.getName();
	}

	@Override
	public final Object getNativeCache() {
		return this.cache.getNativeCache();
	}

	@Override
	public final @Nullable ValueWrapper get(Object key) {
		ValueWrapper found = this.cache.get(key);
		if (found == null) {
			return null;
		}
		Object stored = found.get();
		Object result = served(stored);
		if (result == stored) {
			return found;
		}
		return (result != ResultForm.STALE) ? () -> result : null;
	}

	@Override
	@SuppressWarnings("unchecked") // as checked as any cache has it
	public final <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		ValueWrapper found = get(key);
		Object result = (found != null) ? found.get() : null;
		if (result != null && type != null && !type.isInstance(result)) {
			throw new IllegalStateException(
					"The cached value is not a " + type.getName() + " but a " + result.getClass().getName());
		}
		return (T) result;
	}

	@Override
	public final @Nullable CompletableFuture<?> retrieve(Object key) {
		CompletableFuture<?> cached = this.cache.retrieve(key);
		if (cached == null) {
			return null;
		}
		CompletableFuture<Object> found = missedWhereRefused(cached);
		if (form() == ResultForm.PLAIN) {
			return found;
		}
		return found.thenCompose((stored) -> {
			// After a miss the computation begins where this is told.
			Executor next = (stored != null) ? lookups(unwrapped(stored)) : computations();
			return (next != null) ? CompletableFuture.supplyAsync(() -> answer(stored), next)
					: CompletableFuture.completedFuture(answer(stored));
		});
	}

	private @Nullable Object answer(@Nullable Object stored) {
		Object result = (stored != null) ? served(unwrapped(stored)) : ResultForm.STALE;
		if (result == ResultForm.STALE) {
			return null;
		}
		return (stored instanceof ValueWrapper) ? (ValueWrapper) () -> result : result;
	}

	private static @Nullable Object unwrapped(Object stored) {
		return (stored instanceof ValueWrapper wrapper) ? wrapper.get() : stored;
	}

	// A cache may hand out what somebody else is about to compute, and be told by that
	// one only then that there is nothing for others.
	private static CompletableFuture<Object> missedWhereRefused(CompletableFuture<?> cached) {
		CompletableFuture<Object> found = new CompletableFuture<>();
		cached.whenComplete((stored, failure) -> {
			if (failure == null || Refused.isIn(failure)) {
				found.complete(stored);
			}
			else {
				found.completeExceptionally(failure);
			}
		});
		return found;
	}

	/**
	 * The result, made and stored by the cache itself if it has none.
	 */
	@Override
	public final <T> @Nullable T get(Object key, Callable<T> loader) {
		return isNothingStored() ? new BlockingLoad<>(this, key, loader).besideCache()
				: new BlockingLoad<>(this, key, loader).inCache();
	}

	/**
	 * As {@link #get(Object, Callable)}, for a result that is made in its own time.
	 */
	@Override
	public final <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		return isNothingStored() ? new FutureLoad<>(this, key, loader).besideCache()
				: new FutureLoad<>(this, key, loader).inCache();
	}

	// Then others would wait for nothing.
	private boolean isNothingStored() {
		return this.operation.isRefusedBefore() || form().isOut();
	}

	@Override
	public void put(Object key, @Nullable Object result) {
		this.cache.put(key, stored(result));
	}

	@Override
	public final @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object result) {
		ValueWrapper found = get(key);
		if (found == null) {
			put(key, result);
		}
		return found;
	}

	@Override
	public final void evict(Object key) {
		this.cache.evict(key);
	}

	@Override
	public final boolean evictIfPresent(Object key) {
		return this.cache.evictIfPresent(key);
	}

	@Override
	public final void clear() {
		this.cache.clear();
	}

	@Override
	public final boolean invalidate() {
		return this.cache.invalidate();
	}

	/**
	 * Whether a result may be stored.
	 */
	final boolean mayStore(@Nullable Object result) {
		return this.operation.mayStore(result);
	}

	/**
	 * Whether what was computed so far is the request's own, also a failure.
	 */
	final boolean isRequestsOwn() {
		return this.operation.isRequestsOwn();
	}

	/**
	 * Store a result that may be stored, from outside.
	 */
	final void store(Object key, @Nullable Object result) {
		this.operation.store(this, key, result);
	}

	/**
	 * What is to be stored for a result.
	 */
	final @Nullable Object stored(@Nullable Object result) {
		CallScope computation = this.call.computation();
		return (computation != null) ? form().toStored(this.cache, result, computation) : result;
	}

	/**
	 * Make room for a result where there is a stale one. Others may have done so
	 * meanwhile: what they have put there stays.
	 */
	final void evictStale(Object key) {
		ValueWrapper found = this.cache.get(key);
		if (found != null && served(found.get()) == ResultForm.STALE) {
			this.cache.evict(key);
		}
	}

	/**
	 * Runs {@link #served} where the cache tells on a thread of its own what it has, or
	 * null.
	 */
	final @Nullable Executor lookups(@Nullable Object stored) {
		return form().lookups(stored);
	}

	/**
	 * Runs the beginning and the end of computations, or null.
	 */
	final @Nullable Executor computations() {
		return this.call.computations();
	}

	/**
	 * Runs {@link #evictStale}.
	 */
	final Executor evictions() {
		return form().evictions();
	}

	/**
	 * The result in what was stored, or {@link ResultForm#STALE}.
	 */
	final @Nullable Object served(@Nullable Object stored) {
		return form().fromStored(this.cache, stored, this.call.caller());
	}

}
