package dev.requeststate.spring.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * As {@link BlockingLoad}, for a result that is made in its own time, on any threads.
 * What is noted here by the maker is seen by whoever is told the end, because the end is
 * told after it.
 *
 * @param <T> the type of the result
 */
final class FutureLoad<T> {

	private final OperationCache cache;

	private final Object key;

	private final Supplier<CompletableFuture<T>> loader;

	private final boolean again;

	private boolean refused;

	private boolean made;

	private @Nullable T result;

	// What it failed with when it was made here.
	private @Nullable Throwable failure;

	FutureLoad(OperationCache cache, Object key, Supplier<CompletableFuture<T>> loader) {
		this(cache, key, loader, false);
	}

	private FutureLoad(OperationCache cache, Object key, Supplier<CompletableFuture<T>> loader, boolean again) {
		this.cache = cache;
		this.key = key;
		this.loader = loader;
		this.again = again;
	}

	/**
	 * Let the cache make and store it, and others share it while it is made.
	 */
	CompletableFuture<T> inCache() {
		CompletableFuture<T> answer = new CompletableFuture<>();
		CompletableFuture<?> cached;
		try {
			cached = this.cache.cache().retrieve(this.key, this::load);
		}
		catch (RuntimeException ex) {
			if (!Refused.isIn(ex)) {
				throw ex;
			}
			cached = CompletableFuture.failedFuture(ex);
		}
		cached.whenComplete((stored, failure) -> {
			Executor lookups = (failure == null && !this.refused && !this.made) ? this.cache.lookups(stored) : null;
			if (lookups != null) {
				lookups.execute(() -> tryAnswer(answer, stored, failure));
			}
			else {
				tryAnswer(answer, stored, failure);
			}
		});
		return answer;
	}

	private CompletableFuture<T> loaded() {
		Executor beginnings = this.cache.computations();
		return (beginnings != null) ? CompletableFuture.supplyAsync(this.loader, beginnings).thenCompose((made) -> made)
				: this.loader.get();
	}

	private CompletableFuture<Object> load() {
		this.failure = null;
		this.refused = false;
		CompletableFuture<T> loaded = loaded();
		return loaded.handle((result, failure) -> {
			if (failure != null) {
				if (!this.cache.isRequestsOwn()) {
					throw (failure instanceof CompletionException wrapped) ? wrapped : new CompletionException(failure);
				}
				this.failure = failure;
				throw new Refused(failure);
			}
			this.result = result;
			if (!this.cache.mayStore(result)) {
				this.refused = true;
				throw new Refused();
			}
			Object stored = this.cache.stored(result);
			this.made = true;
			return stored;
		});
	}

	private void tryAnswer(CompletableFuture<T> answer, @Nullable Object stored, @Nullable Throwable failure) {
		try {
			answer(answer, stored, failure);
		}
		catch (Throwable ex) {
			answer.completeExceptionally(ex);
		}
	}

	@SuppressWarnings("unchecked") // the cache of a method has results of that method
	private void answer(CompletableFuture<T> answer, @Nullable Object stored, @Nullable Throwable failure) {
		if (this.refused || (this.made && failure == null)) {
			answer.complete(this.result);
		}
		else if (failure == null) {
			Object result = this.cache.served(stored);
			if (result != ResultForm.STALE) {
				answer.complete((T) result);
			}
			else {
				pass(this.again ? this::loadAndPut : this::replaceStale, answer);
			}
		}
		else if (this.failure != null) {
			answer.completeExceptionally(this.failure);
		}
		else if (Refused.isIn(failure)) {
			// Somebody else's result or failure, which is none for us.
			pass(this.loader, answer);
		}
		else {
			answer.completeExceptionally(failure);
		}
	}

	private CompletableFuture<T> replaceStale() {
		FutureLoad<T> load = new FutureLoad<>(this.cache, this.key, this.loader, true);
		return CompletableFuture.runAsync(() -> this.cache.evictStale(this.key), this.cache.evictions())
			.thenCompose((evicted) -> load.inCache());
	}

	/**
	 * Look it up, or make it here and store it if that may be.
	 */
	@SuppressWarnings("unchecked") // as above
	CompletableFuture<T> besideCache() {
		CompletableFuture<?> found = this.cache.retrieve(this.key);
		if (found == null) {
			return loadAndPut();
		}
		CompletableFuture<T> answer = new CompletableFuture<>();
		found.whenComplete((value, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else if (value != null) {
				answer.complete((T) ((value instanceof Cache.ValueWrapper wrapper) ? wrapper.get() : value));
			}
			else {
				pass(this::loadAndPut, answer);
			}
		});
		return answer;
	}

	private CompletableFuture<T> loadAndPut() {
		return loaded().thenApply((result) -> {
			if (this.cache.mayStore(result)) {
				this.cache.store(this.key, result);
			}
			return result;
		});
	}

	private static <T> void pass(Supplier<CompletableFuture<T>> source, CompletableFuture<T> answer) {
		CompletableFuture<T> passed;
		try {
			passed = source.get();
		}
		catch (Throwable ex) {
			passed = CompletableFuture.failedFuture(ex);
		}
		passed.whenComplete((result, failure) -> {
			if (failure != null) {
				answer.completeExceptionally(failure);
			}
			else {
				answer.complete(result);
			}
		});
	}

}
