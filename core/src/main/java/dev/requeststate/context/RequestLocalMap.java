package dev.requeststate.context;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Values in the request context by key: a {@link RequestLocal} for each key, where the
 * keys are not known beforehand.
 * <p>
 * The value of a key is made at most once at a time for each context, on the terms of
 * {@link RequestLocal#withInitial(String, Supplier)}. All values live until they are
 * removed or replaced, or until the context is closed; they are not destroyed. Neither
 * keys nor values are null, and keys are compared by {@code equals}.
 * <p>
 * All methods throw {@link NoRequestContextException} where no context is current and
 * {@link RequestContextClosedException} where the current one is closed. For a cached
 * result, reading any value is reading the map. Safe for use by several threads.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class RequestLocalMap<K, V> {

	private final RequestLocal<ConcurrentMap<K, Slot>> slots;

	private RequestLocalMap(RequestLocal<ConcurrentMap<K, Slot>> slots) {
		this.slots = slots;
	}

	/**
	 * Create a map.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param kind what messages call it, as {@code request cache} in
	 * {@code request cache 'books'}
	 * @param name its name, for people
	 * @param cacheRole what reading it means for a cached result
	 */
	public static <K, V> RequestLocalMap<K, V> ofKind(String kind, String name, CacheRole cacheRole) {
		return new RequestLocalMap<>(RequestLocal.ofKind(kind, name, cacheRole, ConcurrentHashMap::new));
	}

	/**
	 * The value of a key, or null if there is none, or none yet. Waits for nothing.
	 * @param key the key
	 */
	public @Nullable V get(K key) {
		Slot slot = this.slots.get().get(key);
		Object value = (slot != null) ? slot.value() : null;
		return (value != null) ? cast(value) : null;
	}

	/**
	 * The value of a key, made by the given supplier if there is none. While it is made,
	 * others wait; if making it fails, everybody who waited gets the same exception, and
	 * the next one tries again. A key that is removed meanwhile has no value afterwards:
	 * only those who had asked before get the one that is being made.
	 * @param key the key
	 * @param supplier makes the value, with the request's own context current
	 * @throws CircularCreationException if the value needs itself in order to be made
	 * @throws CreationWaitException if another thread does not finish making it in time
	 */
	public V computeIfAbsent(K key, Supplier<? extends V> supplier) {
		Objects.requireNonNull(supplier, "'supplier' must not be null");
		Slot slot = slot(key);
		Object value = slot.value();
		return cast(
				(value != null) ? value : ValueMaker.obtain(owner(), slot, supplier, CurrentFrame.currentCreation()));
	}

	/**
	 * Set the value of a key.
	 * @param key the key
	 * @param value the new value
	 */
	public void put(K key, V value) {
		Objects.requireNonNull(value, "'value' must not be null");
		slot(key).replace(owner(), value);
	}

	/**
	 * Remove the value of a key; if it is being made, it will not be there.
	 * @param key the key
	 * @return whether there was one
	 */
	public boolean remove(K key) {
		Slot slot = this.slots.get().remove(key);
		return slot != null && slot.value() != null;
	}

	/**
	 * Remove the value of a key if it is the given one.
	 * @param key the key
	 * @param value the value
	 */
	public void remove(K key, V value) {
		this.slots.get().computeIfPresent(key, (same, slot) -> (slot.value() == value) ? null : slot);
	}

	/**
	 * Remove the values of some keys, also those that are being made.
	 * @param keys which
	 * @return whether there were any
	 */
	public boolean removeIf(Predicate<? super K> keys) {
		boolean removed = false;
		ConcurrentMap<K, Slot> slots = this.slots.get();
		for (K key : slots.keySet()) {
			if (keys.test(key)) {
				Slot slot = slots.remove(key);
				removed |= slot != null && slot.value() != null;
			}
		}
		return removed;
	}

	/**
	 * Fail where the work on this thread was begun in order to make the value of a key:
	 * for a value that is complete only after the supplier has returned, and is about to
	 * be waited for.
	 * @param key the key
	 * @throws CircularCreationException if it was
	 */
	public void refuseCircle(K key) {
		Slot slot = this.slots.get().get(key);
		for (CreationLink link = CurrentFrame.currentCreation(); link != null; link = link.parent()) {
			if (link.creation().slot() == slot) {
				throw new CircularCreationException(
						"The work for " + slot + " of one request, on thread '" + ThreadName.of(Thread.currentThread())
								+ "', waits for itself. Break the circle: make the value without reading it.");
			}
		}
	}

	/**
	 * Whether the current context has ever been asked for a value of this map. False
	 * where no context is current, or one that is closed.
	 */
	public boolean isUsed() {
		RequestContext context = RequestContext.currentOrNull();
		return context != null && context.isOpen() && this.slots.getIfPresent() != null;
	}

	private Slot slot(K key) {
		ConcurrentMap<K, Slot> slots = this.slots.get();
		Slot slot = slots.get(key);
		return (slot != null) ? slot : slots.computeIfAbsent(key, (absent) -> new KeyedSlot(this.slots));
	}

	/**
	 * The context that holds the values. Called after a read, which fails where none is
	 * current.
	 */
	private SlotContext owner() {
		return Objects.requireNonNull(CurrentFrame.current()).context().owner(this.slots);
	}

	@Override
	public String toString() {
		return this.slots.toString();
	}

	@SuppressWarnings("unchecked") // what a slot of this map holds came through it
	private V cast(Object value) {
		return (V) value;
	}

}
