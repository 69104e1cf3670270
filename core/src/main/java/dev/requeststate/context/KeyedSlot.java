package dev.requeststate.context;

/**
 * The place of one value of a map in one context.
 */
final class KeyedSlot extends Slot {

	private final Object key;

	KeyedSlot(RequestLocal<?> map, Object key) {
		super(map);
		this.key = key;
	}

	// The local's value is the map.
	@Override
	void describe(Object value) {
	}

	@Override
	public String toString() {
		return "'" + this.key + "' of " + local();
	}

}
