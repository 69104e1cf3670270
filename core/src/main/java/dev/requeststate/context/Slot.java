package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The place of one value in one context: a local's, or one of a map's.
 * <p>
 * A read takes no lock: one acquire load. Every change is made under this object's own
 * monitor, which no code outside this class ever sees and in which no user code runs.
 */
sealed class Slot permits KeyedSlot {

	private static final VarHandle VALUE;

	static {
		try {
			VALUE = MethodHandles.lookup().findVarHandle(Slot.class, "value", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	// Strong on purpose: while a context holds a value, the local stays reachable and
	// its index is not given to another one. Null only in the sentinel of SlotTable.
	private final @Nullable RequestLocal<?> local;

	private @Nullable Object value;

	private @Nullable Creation creation;

	private @Nullable Callback callbacks;

	// Position among the completed creations of the context.
	private int order;

	Slot(@Nullable RequestLocal<?> local) {
		this.local = local;
	}

	final RequestLocal<?> local() {
		return Objects.requireNonNull(this.local);
	}

	final @Nullable Object value() {
		return VALUE.getAcquire(this);
	}

	/**
	 * The position of this value among the completed creations. Once the context is no
	 * longer open it cannot change after it was asked for: a value published earlier is
	 * seen here, a later one is refused.
	 */
	final synchronized int order() {
		return this.order;
	}

	/**
	 * Install the marker of a creation, unless there is a value or a marker.
	 * @return what stands in the slot now: a value's marker is null
	 */
	final synchronized @Nullable Creation begin(Creation mine) {
		if (this.value != null) {
			return null;
		}
		if (this.creation == null) {
			this.creation = mine;
		}
		return this.creation;
	}

	/**
	 * End the creation without a value.
	 */
	final synchronized void abandon() {
		this.creation = null;
	}

	/**
	 * End a creation with its value, unless one was set meanwhile or the context no
	 * longer takes any: then the maker keeps it, to destroy it.
	 * @return whether the value was published
	 */
	final synchronized boolean complete(SlotContext context, Object made, Creation completed) {
		this.creation = null;
		// Under this lock: a callback that comes too late for the creation finds the
		// value.
		Callback callbacks = completed.takeCallbacks();
		if (this.value != null || !context.isOpen()) {
			return false;
		}
		publish(context, made, callbacks);
		return true;
	}

	/**
	 * Replace the value. A reader sees the old one or the new one, and never none.
	 * @return what to destroy, or null where nothing was replaced
	 * @throws RequestContextClosedException if the context no longer takes a value
	 */
	final synchronized @Nullable Taken replace(SlotContext context, Object value) {
		context.requireOpen("set", this);
		Object previous = this.value;
		if (previous == value) {
			return null;
		}
		Taken replaced = (previous != null) ? new Taken(local(), previous, this.callbacks) : null;
		publish(context, value, null);
		return replaced;
	}

	private void publish(SlotContext context, Object value, @Nullable Callback callbacks) {
		this.order = context.nextOrder();
		this.callbacks = callbacks;
		VALUE.setRelease(this, value);
		describe(value);
	}

	/**
	 * A value of this slot was published.
	 */
	void describe(Object value) {
		local().hasValueOf(value.getClass());
	}

	/**
	 * Take the value out: whoever gets it is the only one to destroy it.
	 */
	final synchronized @Nullable Taken take() {
		Object value = this.value;
		if (value == null) {
			return null;
		}
		Taken taken = new Taken(local(), value, this.callbacks);
		VALUE.setRelease(this, null);
		this.callbacks = null;
		return taken;
	}

	/**
	 * Add a callback for the destruction of the value.
	 * @return whether there is a value
	 */
	final synchronized boolean addCallback(Runnable action) {
		if (this.value == null) {
			return false;
		}
		this.callbacks = new Callback(action, this.callbacks);
		return true;
	}

	/**
	 * How messages name the value.
	 */
	@Override
	public String toString() {
		return String.valueOf(this.local);
	}

	/**
	 * What to run when a value is destroyed, the latest first.
	 */
	record Callback(Runnable action, @Nullable Callback next) {
	}

	/**
	 * A value taken out of its slot, with all that ends it.
	 */
	record Taken(RequestLocal<?> local, Object value, @Nullable Callback callbacks) {
	}

}
