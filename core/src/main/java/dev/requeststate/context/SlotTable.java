package dev.requeststate.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An array of slots, one for each request local, that grows as locals are first used.
 * <p>
 * Lock-free. An element changes once, from null to its slot, and never again. To grow,
 * every element that is still null is frozen first, so that whoever is about to add a
 * slot to the old array fails and turns to the new one: no slot is lost, and no local has
 * two. Two threads that grow at once freeze and copy the same; one of the copies wins.
 */
abstract class SlotTable {

	private static final int INITIAL_LENGTH = 8;

	private static final @Nullable Slot[] NONE = {};

	// Never has a value, so that a reader needs no check for it.
	private static final Slot FROZEN = new Slot(null);

	private static final VarHandle TABLE;

	private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Slot[].class);

	static {
		try {
			TABLE = MethodHandles.lookup().findVarHandle(SlotTable.class, "table", Slot[].class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@SuppressWarnings("NullAway.Init") // set below, through TABLE
	private volatile @Nullable Slot[] table;

	// Without a fence, which would order nothing: whoever hands this to another thread
	// does so through something that is ordered itself.
	SlotTable() {
		TABLE.set(this, NONE);
	}

	/**
	 * The value in a slot of this very table, or null where there is none, or none yet.
	 * The hot path: nothing here waits, fails or allocates.
	 */
	final @Nullable Object peek(int index) {
		@Nullable Slot[] table = this.table;
		// Said in two parts, it is one comparison, and the array needs none of its own.
		if (index >= 0 && index < table.length) {
			// Plainly, behind the volatile read of the table: a slot that is found is
			// empty or has its value published by its own acquire, and one that is missed
			// is looked for again by whoever makes it.
			Slot slot = table[index];
			if (slot != null) {
				return slot.value();
			}
		}
		return null;
	}

	final @Nullable Slot slotIfPresent(int index) {
		return slotIfPresent(this.table, index);
	}

	private static @Nullable Slot slotIfPresent(@Nullable Slot[] table, int index) {
		// Volatile: who closes a context must not miss a slot that was added while it was
		// open.
		Slot slot = (index < table.length) ? (Slot) ELEMENT.getVolatile(table, index) : null;
		return (slot != FROZEN) ? slot : null;
	}

	/**
	 * The slot of a local, added if it is not there.
	 */
	final Slot slot(RequestLocal<?> local) {
		int index = local.index();
		while (true) {
			@Nullable Slot[] table = this.table;
			if (index >= table.length) {
				grow(table, index + 1);
				continue;
			}
			Slot slot = (Slot) ELEMENT.getAcquire(table, index);
			if (slot == FROZEN) {
				grow(table, table.length + 1);
			}
			else if (slot != null) {
				return slot;
			}
			else {
				Slot added = new Slot(local);
				if (ELEMENT.compareAndSet(table, index, null, added)) {
					return added;
				}
			}
		}
	}

	private void grow(@Nullable Slot[] table, int length) {
		@Nullable Slot[] grown = new Slot[Math.max(Math.max(length, INITIAL_LENGTH), table.length * 2)];
		for (int i = 0; i < table.length; i++) {
			Slot slot = (Slot) ELEMENT.compareAndExchange(table, i, null, FROZEN);
			grown[i] = (slot != FROZEN) ? slot : null;
		}
		TABLE.compareAndSet(this, table, grown);
	}

	/**
	 * All slots at this moment.
	 */
	final List<Slot> slots() {
		@Nullable Slot[] table = this.table;
		List<Slot> slots = new ArrayList<>();
		for (int i = 0; i < table.length; i++) {
			Slot slot = slotIfPresent(table, i);
			if (slot != null) {
				slots.add(slot);
			}
		}
		return slots;
	}

	final boolean isEmpty() {
		return this.table == NONE;
	}

	/**
	 * Let go of everything.
	 */
	final void clear() {
		TABLE.setRelease(this, NONE);
	}

}
