package dev.requeststate.context;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives each request local its place in the contexts' tables, and the place of a local
 * that is gone to the next one.
 * <p>
 * A local that a context has a value for is reachable through the value's slot. So a
 * local that was collected has no value anywhere, and its index is free.
 */
final class SlotIndexes {

	private static final BitSet used = new BitSet();

	private static final ReferenceQueue<RequestLocal<?>> collected = new ReferenceQueue<>();

	private static final Set<Owner> owners = new HashSet<>();

	private SlotIndexes() {
	}

	static synchronized int allocate(RequestLocal<?> local) {
		for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
			Owner owner = (Owner) gone;
			used.clear(owner.index);
			owners.remove(owner);
		}
		int index = used.nextClearBit(0);
		used.set(index);
		owners.add(new Owner(local, index));
		return index;
	}

	/**
	 * The locals that have a place now, in the order of their places.
	 */
	static List<RequestLocal<?>> all() {
		List<Owner> known = known();
		known.sort(Comparator.comparingInt((owner) -> owner.index));
		List<RequestLocal<?>> all = new ArrayList<>();
		for (Owner owner : known) {
			RequestLocal<?> local = owner.local.get();
			if (local != null) {
				all.add(local);
			}
		}
		return all;
	}

	// No more than a copy under the lock, which a request may wait for that defines a
	// local.
	private static synchronized List<Owner> known() {
		return new ArrayList<>(owners);
	}

	private static final class Owner extends PhantomReference<RequestLocal<?>> {

		private final int index;

		private final WeakReference<RequestLocal<?>> local;

		Owner(RequestLocal<?> local, int index) {
			super(local, collected);
			this.local = new WeakReference<>(local);
			this.index = index;
		}

	}

}
