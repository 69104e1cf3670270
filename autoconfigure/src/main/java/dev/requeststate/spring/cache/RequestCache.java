package dev.requeststate.spring.cache;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.requeststate.context.CacheRole;
import dev.requeststate.context.CircularCreationException;
import dev.requeststate.context.RequestLocalMap;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * A cache whose entries live in the request context that is current at each call. For a
 * shared cached call, reading it is reading the request, whatever is found: an entry may
 * have been made from anything. Null values are allowed.
 * <p>
 * All methods but {@link #getName}, {@link #getNativeCache} and {@link #isUsed} throw
 * {@link dev.requeststate.context.NoRequestContextException} outside of a request and
 * {@link dev.requeststate.context.RequestContextClosedException} after it.
 */
final class RequestCache extends AbstractValueAdaptingCache implements UnsharedCache {

	private final String name;

	private final RequestLocalMap<Object, Object> entries;

	RequestCache(String name) {
		super(true);
		this.name = Objects.requireNonNull(name, "'name' must not be null");
		this.entries = RequestLocalMap.ofKind("request cache", name, CacheRole.STATE);
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Object getNativeCache() {
		return this.entries;
	}

	/**
	 * Whether the current request, if there is one, has asked for an entry of this cache.
	 */
	boolean isUsed() {
		return this.entries.isUsed();
	}

	@Override
	protected @Nullable Object lookup(Object key) {
		Object entry = this.entries.get(key);
		if (entry instanceof Promise promise) {
			return promise.isKept() ? toStoreValue(promise.value()) : null;
		}
		return entry;
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		Object entry;
		try {
			entry = this.entries.computeIfAbsent(key, () -> load(key, valueLoader));
		}
		catch (CircularCreationException ex) {
			// As what the loader threw, or Spring's error handler could have it called
			// again.
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
		if (entry instanceof Promise promise) {
			// Made by an asynchronous method of the same cache. This one must not block
			// for what nobody bounds.
			return cast(promise.isKept() ? promise.value() : fromStoreValue(load(key, valueLoader)));
		}
		return cast(fromStoreValue(entry));
	}

	private Object load(Object key, Callable<?> valueLoader) {
		try {
			return toStoreValue(valueLoader.call());
		}
		catch (Throwable ex) {
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		Object entry = this.entries.get(key);
		if (entry instanceof Promise promise) {
			if (promise.isBroken()) {
				return null;
			}
			requireOutside(key, promise);
			return promise.future().thenApply(SimpleValueWrapper::new);
		}
		return (entry != null) ? CompletableFuture.completedFuture(toValueWrapper(entry)) : null;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * What the loader throws before there is a future is thrown.
	 */
	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		AtomicBoolean mine = new AtomicBoolean();
		while (true) {
			Object entry = this.entries.computeIfAbsent(key, () -> {
				mine.set(true);
				return new Promise(valueLoader.get());
			});
			if (!(entry instanceof Promise promise)) {
				return CompletableFuture.completedFuture(cast(fromStoreValue(entry)));
			}
			if (mine.get() || !promise.isBroken()) {
				requireOutside(key, promise);
				// A copy: who cancels it must not take it from the others.
				return promise.<T>copy();
			}
			this.entries.remove(key, promise);
		}
	}

	private void requireOutside(Object key, Promise promise) {
		if (!promise.future().isDone()) {
			this.entries.refuseCircle(key);
		}
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		this.entries.put(key, toStoreValue(value));
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		AtomicBoolean stored = new AtomicBoolean();
		while (true) {
			Object entry = this.entries.computeIfAbsent(key, () -> {
				stored.set(true);
				return toStoreValue(value);
			});
			if (stored.get()) {
				return null;
			}
			if (!(entry instanceof Promise promise)) {
				return toValueWrapper(entry);
			}
			if (promise.isKept()) {
				return new SimpleValueWrapper(promise.value());
			}
			// Not there yet, or never.
			this.entries.remove(key, promise);
		}
	}

	@Override
	public void evict(Object key) {
		this.entries.remove(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return this.entries.remove(key);
	}

	@Override
	public void clear() {
		invalidate();
	}

	@Override
	public boolean invalidate() {
		return this.entries.removeIf((key) -> true);
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // the caller's T, null as its loader's
	private static <T> T cast(@Nullable Object value) {
		return (T) value;
	}

	/**
	 * An entry that is complete when its future is, and none if that fails.
	 */
	private record Promise(CompletableFuture<?> future) {

		Promise {
			Objects.requireNonNull(future, "The loader's future must not be null");
		}

		boolean isKept() {
			return this.future.isDone() && !this.future.isCompletedExceptionally();
		}

		boolean isBroken() {
			return this.future.isCompletedExceptionally();
		}

		@Nullable Object value() {
			return this.future.join();
		}

		@SuppressWarnings("unchecked") // of the method that made it
		<T> CompletableFuture<T> copy() {
			return (CompletableFuture<T>) this.future.copy();
		}

	}

}
