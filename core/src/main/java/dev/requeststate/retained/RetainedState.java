package dev.requeststate.retained;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A named value that outlives a restart by Spring Boot DevTools, for what is dear to a
 * developer and costs time to get back: a warmed cache, a logged-in user of a playground,
 * a connection to a slow service. Defined once, as a constant:
 *
 * <pre class="code">
 * static final RetainedState&lt;AtomicLong&gt; VISITS = RetainedState.define("visits", AtomicLong.class, AtomicLong::new);
 * </pre>
 * <p>
 * A restart throws away the classes of the application. So before the new application
 * makes its first bean, every value is looked at. What is made of JDK types, of enums and
 * records of libraries, and of JDK collections, maps, arrays, optionals and atomic
 * references of these, is kept as it is, the same object. All else goes by the
 * {@link Retention}; what can neither be kept nor be migrated is dropped with a warning
 * that says why, and made again on next use. A value that is dropped, or was migrated and
 * so replaced by a copy, is closed if it is {@link AutoCloseable}; an executor is shut
 * down and not waited for. A kept collection stays open to whoever holds it: what a
 * thread of the old application adds to it after the restart is found at the next one
 * only.
 * <p>
 * Where nothing restarts, as in production, this is a static field with a lazy
 * initializer, read at the cost of a volatile field; it is no store, and is lost when the
 * process ends. It belongs to the process and not to an application context, so keep in
 * it neither beans nor what holds them. Safe for use by several threads.
 *
 * @param <T> the type of the value
 */
public final class RetainedState<T> {

	private final Definition<T> definition;

	private final RetainedStates states;

	private final ReentrantLock initializing = new ReentrantLock();

	private volatile @Nullable T value;

	// The number of the generation that has put an end to this object, or zero. Guarded
	// by this.
	private int discardedBy;

	RetainedState(Definition<T> definition, RetainedStates states) {
		this.definition = definition;
		this.states = states;
	}

	/**
	 * Define a value that is kept if it can be kept as it is, and dropped otherwise.
	 * @param <T> the type of the value
	 * @param key its name
	 * @param type its type
	 * @param initializer makes the value on first use
	 * @see #define(String, Class, Supplier, Retention)
	 */
	public static <T> RetainedState<T> define(String key, Class<T> type, Supplier<? extends T> initializer) {
		return define(key, type, initializer, Retention.walked());
	}

	/**
	 * Define a value.
	 * <p>
	 * Where the key is defined already, with the same type and retention, that definition
	 * is returned, with its own initializer. A value that was kept over a restart under
	 * this key becomes the value of the new definition; if it is not of the type, it is
	 * dropped.
	 * @param <T> the type of the value
	 * @param key its name, which must be the same before and after a restart
	 * @param type its type
	 * @param initializer makes the value on first use; once, and again only after it was
	 * dropped or removed. It must not return null, and in a library it must not hold
	 * objects of the application, which it would keep in memory
	 * @param retention what is to become of a value that cannot be kept as it is
	 * @throws IllegalStateException if the key is defined with another type or another
	 * retention; the message names both places
	 * @throws StaleStateException if the caller belongs to a discarded application
	 */
	public static <T> RetainedState<T> define(String key, Class<T> type, Supplier<? extends T> initializer,
			Retention retention) {
		Objects.requireNonNull(key, "'key' must not be null");
		Objects.requireNonNull(type, "'type' must not be null");
		Objects.requireNonNull(initializer, "'initializer' must not be null");
		Objects.requireNonNull(retention, "'retention' must not be null");
		if (key.isBlank()) {
			throw new IllegalArgumentException("'key' must not be blank");
		}
		if (type.isPrimitive()) {
			throw new IllegalArgumentException("'type' must not be primitive");
		}
		return RetainedStates.SHARED.define(Definition.of(key, type, initializer, retention));
	}

	/**
	 * What has become of all retained values since the process began.
	 */
	public static RetentionCounts counts() {
		return RetainedStates.SHARED.counts();
	}

	/**
	 * Return the value. If there is none, it is made: by one thread, while the others
	 * wait for it. As with static initializers, two that need each other on two threads
	 * wait for ever.
	 * @throws StaleStateException if the definition belongs to a discarded application
	 * @throws IllegalStateException if the initializer returns null, or asks for this
	 * very value
	 */
	public T get() {
		T value = this.value;
		return (value != null) ? value : make();
	}

	/**
	 * Replace the value. The one before is not closed.
	 * @param value the new value
	 * @throws IllegalArgumentException if it is not of the type of the definition
	 * @throws StaleStateException if the definition belongs to a discarded application,
	 * or the value holds something that does
	 */
	public void set(T value) {
		Objects.requireNonNull(value, "'value' must not be null");
		if (!this.definition.type().isInstance(value)) {
			throw new IllegalArgumentException(
					"Retained state " + this.definition.describe() + ", cannot take a " + value.getClass().getName());
		}
		put(value, true, "set");
	}

	/**
	 * Take the value out; the next {@link #get} makes a new one.
	 * @return the value, which is not closed, or null if there was none
	 * @throws StaleStateException if the definition belongs to a discarded application
	 */
	public synchronized @Nullable T remove() {
		requireNotDiscarded("remove");
		T value = this.value;
		this.value = null;
		this.states.mirror(this.definition, null);
		return value;
	}

	/**
	 * Return the name of the value.
	 */
	public String key() {
		return this.definition.key();
	}

	private T make() {
		if (this.initializing.isHeldByCurrentThread()) {
			throw new IllegalStateException(
					"The initializer of retained state " + this.definition.describe() + ", asks for its own value");
		}
		this.initializing.lock();
		try {
			T value = this.value;
			if (value != null) {
				return value;
			}
			synchronized (this) {
				requireNotDiscarded("get");
			}
			return publish(this.definition.initialize());
		}
		finally {
			this.initializing.unlock();
		}
	}

	// A value that comes too late, or beside one that was set meanwhile, is nobody's.
	private T publish(T made) {
		try {
			T value = put(made, false, "get");
			if (value != made) {
				this.states.close(made);
			}
			return value;
		}
		catch (StaleStateException ex) {
			this.states.close(made);
			throw ex;
		}
	}

	// A restart may begin between the look and the write; then the look was in vain.
	private T put(T value, boolean replace, String use) {
		while (true) {
			Generation generation = this.states.requireUsable(value, this.definition);
			synchronized (this) {
				requireNotDiscarded(use);
				T present = this.value;
				if (present != null && !replace) {
					return present;
				}
				if (generation == this.states.generation()) {
					this.value = value;
					this.states.mirror(this.definition, value);
					return value;
				}
			}
		}
	}

	private void requireNotDiscarded(String use) {
		if (this.discardedBy > 0) {
			throw new StaleStateException("It is too late to " + use + " retained state " + this.definition.describe()
					+ ": restart " + this.discardedBy + " has discarded the application that defined it. Work that "
					+ "uses retained state must end when its application context closes.");
		}
	}

	Definition<T> definition() {
		return this.definition;
	}

	/**
	 * The value, if there is one. Waits for whoever is about to write one, having seen
	 * that it can be used: so a sweep misses none that the generation before it allowed.
	 */
	synchronized @Nullable T valueOrNull() {
		return this.value;
	}

	/**
	 * Give this object a value that it has not made itself.
	 * @return the value that was replaced, if another one was
	 */
	synchronized @Nullable T adopt(T value) {
		T replaced = this.value;
		this.value = value;
		return (replaced != value) ? replaced : null;
	}

	/**
	 * Put another value, or none, in the place of one that a sweep has looked at, unless
	 * it was replaced meanwhile.
	 * @return whether it was still there
	 */
	synchronized boolean exchange(T seen, @Nullable T value) {
		if (this.value != seen) {
			return false;
		}
		this.value = value;
		return true;
	}

	/**
	 * Put an end to this object; whoever still has it gets errors.
	 * @return its last value, or null if there was none
	 */
	synchronized @Nullable T discard(int generation) {
		T value = this.value;
		this.value = null;
		this.discardedBy = generation;
		return value;
	}

	/**
	 * The key, and where it was defined.
	 */
	@Override
	public String toString() {
		return "RetainedState " + this.definition.describe();
	}

}
